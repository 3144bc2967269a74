"""Answers to wishes for less: a smaller week, a shorter task, one task out."""

from collections.abc import Iterator, Sequence

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import minutes
from core.offline.chat.asked import (
    Asked,
    cites_tasks,
    cites_week,
    named,
    smallest_session,
    week_meant,
)
from core.offline.chat.changes import CHANGE_SECTION, reply_about, skip_task
from core.offline.chat.counted.tally import tally
from core.offline.chat.editing.revisable import is_possible
from core.offline.chat.find_task import find_task
from core.plans.plan import Week

_SMALLER = 0.7
"""What remains of a week that is made smaller."""
_DROP = ("skip", "drop", "remove", "leave out", "take out", "delete", "take one", "take a task")


def easier(asked: Asked) -> CoachReplyDraft:
    """Propose less: skip the task in question, or a smaller week."""
    now = asked.situation
    if any(word in asked.question.lower() for word in _DROP):
        planned = find_task(now) or _first_out(_ahead(now, week_meant(asked)))
        if planned is not None:
            text = (
                f"{named(planned)} is the one I would leave out of week {planned.week.number}; "
                "the rest of the plan stays. Nothing changes before you accept it below."
            )
            return reply_about(text, planned, skip_task(planned))
    return _smaller(
        asked, "Less is fine; a smaller week that is done beats a large one that waits."
    )


def too_much(asked: Asked) -> CoachReplyDraft:
    """Answer an overload: what the week really takes, and a smaller one."""
    now = asked.situation
    stated = minutes(round(now.plan.hours_per_week * 60))
    return _smaller(
        asked, f"The plan may take up to {stated} a week, and you decide whether it does."
    )


def _smaller(asked: Asked, opening: str) -> CoachReplyDraft:
    """Propose a smaller week, or a shorter task where nothing more can be left out."""
    now = asked.situation
    week = week_meant(asked)
    still_open = _ahead(now, week)
    held = tally(now.tasks_of(week), now.today)
    parts = [opening, f"Week {week.number} has {held.size}: {held.states}."]
    edits = [edit for edit in _lighter(week, still_open) if is_possible(asked, edit)][:1]
    first_out, one_thing = _first_out(still_open), smallest_session(still_open)
    if first_out is not None and one_thing is not None and first_out != one_thing:
        parts.append(
            f"If you do one thing only, do {named(one_thing)}; {named(first_out)} can go first."
        )
        edits.append(skip_task(first_out))
    elif first_out is not None:
        parts.append(f"What is still ahead of it is {named(first_out)}.")
        edits.append(skip_task(first_out))
    else:
        parts.append("So there is nothing left to take out.")
    parts.append(
        f"Nothing changes before you accept it; all weeks at once are in {CHANGE_SECTION}."
    )
    citations = [cites_week(week), *(cites_tasks(one_thing) if one_thing else [])]
    return CoachReplyDraft(answer=" ".join(parts), citations=citations, edits=edits)


def _lighter(week: Week, still_open: list[PlannedTask]) -> Iterator[EditDraft]:
    """Yield the ways to make a week lighter, the one that takes most away first."""
    total = week.minutes
    aim = max(5, round(total * _SMALLER / 5) * 5)
    yield EditDraft(
        kind="shrink",
        week=week.number,
        minutes=aim,
        note=f"Make week {week.number} smaller: about {minutes(aim)} instead of {minutes(total)}",
    )
    for planned in sorted(still_open, key=lambda each: -each.task.minutes):
        half = max(5, round(planned.task.minutes / 10) * 5)
        if half < planned.task.minutes:
            note = f"Shorten “{planned.task.title}” to {minutes(half)}"
            yield EditDraft(kind="swap", task_id=planned.task.id, minutes=half, note=note)


def _ahead(now: Situation, week: Week) -> list[PlannedTask]:
    """Return the open tasks of a week from today on, or all open ones if none is ahead."""
    tasks = [planned for planned in now.tasks_of(week) if planned.open]
    return [planned for planned in tasks if planned.day >= now.today] or tasks


def _first_out(tasks: Sequence[PlannedTask]) -> PlannedTask | None:
    """Return what to leave out first: what is no session, then what takes longest."""
    rest = [planned for planned in tasks if planned.task.day is None] or tasks
    return max(rest, key=lambda planned: planned.task.minutes, default=None)
