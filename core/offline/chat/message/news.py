"""Answers to news: something was done, with its number, or something went back."""

import re
from datetime import date, timedelta

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, milestone_text, named, one_line, when_due
from core.offline.chat.counted.amounts import last_value, target_of
from core.offline.chat.counted.days import reply_in
from core.offline.chat.counted.named_sum import sum_named
from core.offline.chat.counted.one_off import one_off
from core.offline.chat.message.amounts import Amount, Role
from core.offline.chat.message.measure import (
    amount_in,
    fits_unit,
    in_unit,
    is_money,
    missing_of,
    wanted_in,
)
from core.offline.chat.message.moments import own_guide
from core.offline.chat.message.parts import Message
from core.offline.writing.format_amount import format_amount
from core.plans.plan import PHASES, Milestone

_NOT_NEWS = re.compile(
    r"\b(?:how (?:many|much|long|far)|did i|have i|should i|every|usually|always|never|only if|"
    r"can['’]?t|cannot|used to|tomorrow|if i|could have)\b",
    re.IGNORECASE,
)
_ADDS_UP = re.compile(
    r"\b(?:written|saved|paid|read|drafted|collected|total|learn(?:ed|t)|done|made|finished|words|"
    r"pages|sold|earned)\b",
    re.IGNORECASE,
)
"""Words of a measure that grows with each session; others are a level that is reached."""
_PART = 0.5
"""The share of a task's number from which having done it counts as the task."""
_NEAR = timedelta(days=4)


def progress(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer good news with a number: what it is beside the plan, a tick and a reading."""
    if _NOT_NEWS.search(message.text) or is_money(target_of(asked.situation)):
        return None
    done = message.amount(Role.THERE, Role.NAMED)
    if done is None:
        return None
    if (before := message.amount(Role.BEFORE)) is not None:
        return _less_than_before(asked, done, before)
    if not done.unit:
        return None
    day, task = _day(message, asked.situation.today), _task_done(asked, done)
    measure = _measure(asked, done)
    if task is None and measure is None and wanted_in(asked, done.unit) is None:
        return None
    parts = [f"{_written(done)}: that counts, well done."]
    edits = list[EditDraft]()
    if task is not None:
        parts.append(_beside_task(asked, done, task))
        edits.append(tick(task))
    if measure is not None:
        text, edit = _as_reading(asked, done, measure, day)
        parts.append(text)
        edits += [edit] if edit is not None else []
    else:
        parts += _still_missing(asked, message)
    if edits:
        parts.append("Nothing is entered before you accept it below.")
    return _with_next(asked, parts, edits, task)


def of_money(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer money that came, goes or may come once, whatever else the message holds."""
    target, found = target_of(asked.situation), sum_named(asked)
    if target is None or not target.is_money or found is None or found.per or found.planned:
        return None
    return one_off(asked, target, found.value) if message.text else None


def tick(planned: PlannedTask) -> EditDraft:
    """Return the edit that ticks a task."""
    note = f"Tick “{planned.task.title}” of {write_day(planned.day)}"
    return EditDraft(kind="tick", task_id=planned.task.id, note=note)


def _written(done: Amount) -> str:
    return format_amount(done.value, done.unit)


def _day(message: Message, today: date) -> date:
    past = [period.last for period in message.periods if period.last <= today]
    return past[-1] if past else today


def _task_done(asked: Asked, done: Amount) -> PlannedTask | None:
    """Return the open task near today whose number a report is about."""
    now = asked.situation
    near = [
        each
        for each in now.tasks
        if each.open and abs(each.day - now.today) <= _NEAR and amount_in(each, done.unit)
    ]
    fitting = [each for each in near if done.value >= _PART * amount_in(each, done.unit)]
    return min(
        fitting, key=lambda each: (each.day > now.today, abs(each.day - now.today)), default=None
    )


def _beside_task(asked: Asked, done: Amount, task: PlannedTask) -> str:
    planned = amount_in(task, done.unit)
    text = f"The plan asks for {format_amount(planned, done.unit)} in {named(task)}, "
    text += f"{when_due(task, asked.situation.today)}"
    if done.value >= 2 * planned:
        return f"{text}: you did {done.value / planned:.1f} times as much."
    more = done.value - planned
    if more > 0:
        return f"{text}: {format_amount(round(more, 2), done.unit)} more than that."
    return f"{text}." if not more else f"{text}: a good part of it, and a part counts."


def _measure(asked: Asked, done: Amount) -> Milestone | None:
    """Return the last milestone if it is counted in the unit of a report."""
    last = asked.situation.plan.milestones[-1] if asked.situation.plan.milestones else None
    if last is None or last.unit == PHASES or not fits_unit(done.unit, last.unit):
        return None
    return last


def _as_reading(
    asked: Asked, done: Amount, last: Milestone, day: date
) -> tuple[str, EditDraft | None]:
    """Return what a report means for the measure, and the edit that notes it."""
    now = asked.situation
    value = in_unit(done.value, done.unit, last.unit)
    if _ADDS_UP.search(last.metric) and done.role is not Role.THERE:
        before = last_value(now)
        if before is None:
            return (
                (
                    f"Your measure is “{last.metric}”: note the new total in your next check-in, "
                    "so that the plan counts it."
                ),
                None,
            )
        value += before
    ahead = now.next_milestone or last
    written = format_amount(round(value, 2), last.unit)
    text = f"As a reading of “{last.metric}” it is {written}"
    if ahead.unit == last.unit:
        short = abs(ahead.target - value)
        reached = (value >= ahead.target) == (ahead.target >= (last_value(now) or 0.0))
        text += (
            f"; the next milestone, {milestone_text(ahead, now.today)}, is reached with it"
            if reached
            else f"; to {milestone_text(ahead, now.today)} it is "
            f"{format_amount(round(short, 2), last.unit)}"
        )
    note = f"Note {written} for “{last.metric}” as of {write_day(day)}"
    edit = EditDraft(kind="reading", value=round(value, 2), day=day.isoformat(), note=note)
    return f"{text}.", edit


def _still_missing(asked: Asked, message: Message) -> list[str]:
    found = missing_of(asked, message)
    if found is None or not found.own:
        return []
    return [f"To your own aim {found.write(found.value)} are missing."]


def _less_than_before(asked: Asked, done: Amount, before: Amount) -> CoachReplyDraft:
    """Answer a number that is smaller or larger than it was: "11 instead of 20"."""
    now = asked.situation
    change = abs(before.value - done.value)
    side = "fewer" if done.value < before.value else "more"
    parts = [
        (
            f"{done.value:g} instead of {before.value:g}: that is {change:g} {side}, and it "
            "counts. Write the number down where you count, so that you see it again on a bad day."
        )
    ]
    if now.next_milestone is not None:
        parts.append(f"It leads to {milestone_text(now.next_milestone, now.today)}.")
    return _with_next(asked, parts, [], None)


def setback(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer a step back with its number: what is missing now, and the plan's own answer to it."""
    now, lost = asked.situation, message.amount(Role.NAMED, Role.THERE)
    if lost is None or not lost.unit or is_money(target_of(now)):
        return None
    if asked.playbook.gives_up_something or wanted_in(asked, lost.unit) is None:
        return None
    days = max(1, (now.plan.ends_on - now.today).days)
    a_week = format_amount(round(lost.value / days * 7, 1), lost.unit)
    end = write_day(now.plan.ends_on, year=True)
    parts = [
        (
            f"{_written(lost)} is a step back, and nothing more. Made good until {end} it is "
            f"{a_week} more a week ({pluralize(days, 'day')}); nothing of it is due today."
        )
    ]
    near = own_guide(asked, message.text)
    if near is not None:
        parts.append(f"Your plan has this for it: {one_line(near.guide.passage.text)}")
    return _with_next(asked, parts, [], None)


def _with_next(
    asked: Asked, parts: list[str], edits: list[EditDraft], done: PlannedTask | None
) -> CoachReplyDraft:
    now, step = asked.situation, asked.situation.next_open
    if step is not None and step == done:
        ahead = (each for each in now.tasks if each.open and each.day >= now.today)
        step = next((each for each in ahead if each != done), None)
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    tasks = [each for each in (done, step) if each is not None]
    draft = reply_in(now.week, " ".join(parts), *tasks)
    return draft.model_copy(update={"edits": edits})
