"""Answers to wishes for another plan: another day, more, something else."""

import re
from datetime import date

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import day as write_day
from core.formats import minutes, weekday
from core.offline.chat.asked import (
    Asked,
    cites_tasks,
    cites_week,
    named,
    on_day,
    when_due,
)
from core.offline.chat.find_task import find_task
from core.offline.chat.question.named_days import days_named, named_days
from core.progress.task_state import SkipReason

CHANGE_SECTION = "“Change the plan”"


def swap_day(asked: Asked) -> CoachReplyDraft:
    """Propose another day for a task: the day the person names, or the next free one."""
    now = asked.situation
    days = named_days(asked.question, now.today)
    if (pair := _pair(asked)) is not None:
        return _exchanged(*pair)
    planned = find_task(now) or (None if days.source else now.next_open)
    if planned is None:
        source = write_day(days.source) if days.source else "that day"
        return _nothing_there(asked, source)
    day = days.target or _next_free(now, planned)
    if day is None or day == planned.day:
        text = f"{named(planned)} is due {when_due(planned, now.today)}; I see no other free day."
        return reply_about(f"{text} Name one, and I propose it.", planned)
    if not now.is_free(day):
        free = _next_free(now, planned)
        better = f" {on_day(free, now.today).capitalize()} is free." if free else ""
        text = f"You ruled out {weekday(day)}s, so I would not put {named(planned)} there.{better}"
        return reply_about(text, planned, *([move_task(planned, free)] if free else []))
    edit = move_task(planned, day)
    text = (
        f"I can move {named(planned)} from {write_day(planned.day, today=now.today)} to "
        f"{write_day(day, today=now.today)}. Nothing changes before you accept it below."
        f"{_beside(now, planned, day)}"
    )
    return reply_about(text, planned, edit)


def _pair(asked: Asked) -> tuple[PlannedTask, PlannedTask] | None:
    """Return the tasks of two days that shall change places, or None."""
    now, named_ones = asked.situation, days_named(asked.question, asked.situation.today)
    if _EXCHANGE.search(asked.question) is None or len(named_ones) != _TWO:
        return None
    found = [next((t for t in now.tasks if t.open and t.day == day), None) for day in named_ones]
    first, second = found
    return (first, second) if first is not None and second is not None else None


def _exchanged(first: PlannedTask, second: PlannedTask) -> CoachReplyDraft:
    """Propose that two tasks change their days."""
    text = (
        f"I can move {named(first)} from {write_day(first.day)} to {write_day(second.day)}, and "
        f"{named(second)} to {write_day(first.day)}. Nothing changes before you accept both below."
    )
    edits = (move_task(first, second.day), move_task(second, first.day))
    return reply_about(text, first, *edits)


_EXCHANGE = re.compile(r"\b(?:swap|switch|exchange|trade)\b", re.IGNORECASE)
_TWO = 2


def _nothing_there(asked: Asked, source: str) -> CoachReplyDraft:
    now, step = asked.situation, asked.situation.next_open
    text = f"There is no open task on {source} in week {now.week.number}."
    if step is not None:
        text += f" The next one is {named(step)}, {when_due(step, now.today)}."
        return reply_about(text, step)
    return CoachReplyDraft(answer=text, citations=[cites_week(now.week)])


def _beside(now: Situation, planned: PlannedTask, day: date) -> str:
    """Return what else is due on the day, so that the price of the move is plain."""
    others = [t for t in now.tasks if t.open and t.day == day and t.task.id != planned.task.id]
    if not others:
        return ""
    total = sum(each.task.minutes for each in others)
    return f" That day has {minutes(total)} of other tasks already."


def _next_free(now: Situation, planned: PlannedTask) -> date | None:
    """Return the next day of the task's week without another task that is not ruled out."""
    taken = {each.day for each in now.tasks if each.open and each.task.id != planned.task.id}
    days = [day for day in now.days_left(planned.week) if day > now.today and day != planned.day]
    return next((day for day in days if day not in taken), days[0] if days else None)


def move_task(planned: PlannedTask, day: date) -> EditDraft:
    """Return the edit that moves a task."""
    return EditDraft(
        kind="move",
        task_id=planned.task.id,
        day=day.isoformat(),
        note=f"Move “{planned.task.title}” to {write_day(day)}",
    )


def harder(asked: Asked) -> CoachReplyDraft:
    """Answer a wish for more: what is next, inside the hours, with the reason for the pace."""
    now = asked.situation
    following = now.next_week
    cap = round(now.plan.hours_per_week * 60)
    room = max(0, cap - now.week.minutes)
    open_now = [each for each in now.tasks_of(now.week) if each.open]
    parts = list[str]()
    if open_now:
        parts.append(f"First finish week {now.week.number}: {named(open_now[0])} is open.")
    elif following is not None and following.tasks:
        ahead = now.tasks_of(following)[0]
        parts.append(f"Week {now.week.number} is done. You may do {named(ahead)} early.")
    if room >= 5:
        parts.append(
            f"Week {now.week.number} takes {minutes(now.week.minutes)} of the {minutes(cap)} you "
            f"set, so there is room for {minutes(room)} more."
        )
    else:
        parts.append(f"Week {now.week.number} fills the {minutes(cap)} that you set.")
    parts.append(f"More hours, or a higher target, are set under {CHANGE_SECTION}.")
    edits = _more(asked, room)
    step = open_now[0] if open_now else now.next_open
    citations = [cites_week(now.week), *(cites_tasks(step) if step else [])]
    return CoachReplyDraft(answer=" ".join(parts), citations=citations, edits=edits)


def _more(asked: Asked, room: int) -> list[EditDraft]:
    """Return the proposal to repeat a session of this week once more, if it fits the hours."""
    week = asked.situation.week
    sessions = [task for task in week.tasks if task.day is not None and task.minutes <= room]
    if not sessions:
        return []
    task = min(sessions, key=lambda each: each.minutes)
    note = f"Add “{task.title}” ({minutes(task.minutes)}) to week {week.number} once more"
    return [
        EditDraft(kind="grow", week=week.number, title=task.title, minutes=task.minutes, note=note)
    ]


def skip_task(planned: PlannedTask, reason: SkipReason = SkipReason.NO_TIME) -> EditDraft:
    """Return the edit that skips a task."""
    return EditDraft(
        kind="skip",
        task_id=planned.task.id,
        reason=reason.value,
        note=f"Skip “{planned.task.title}” of {write_day(planned.day)}",
    )


def reply_about(text: str, planned: PlannedTask, *edits: EditDraft) -> CoachReplyDraft:
    """Return an answer that cites a task and its week."""
    citations = [*cites_tasks(planned), cites_week(planned.week)]
    return CoachReplyDraft(answer=text, citations=citations, edits=list(edits))
