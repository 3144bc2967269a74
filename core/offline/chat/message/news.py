"""Answers to good news: something was done, with its number, a tick and a reading to accept."""

import re
from dataclasses import replace
from datetime import date, timedelta

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.offline.chat.asked import Asked, milestone_text, named, when_due
from core.offline.chat.counted.amounts import last_value, target_of
from core.offline.chat.counted.days import reply_in
from core.offline.chat.message.amounts import Amount, Role
from core.offline.chat.message.measure import (
    adds_up,
    amount_in,
    fits_unit,
    in_unit,
    is_money,
    missing_of,
    wanted_in,
)
from core.offline.chat.message.parts import Message, Part
from core.offline.playbooks.similarity import telling_stems
from core.offline.writing.format_amount import format_amount
from core.plans.plan import PHASES, Milestone

_NOT_NEWS = re.compile(
    r"\b(?:how (?:many|much|long|far)|did i|have i|should i|every|usually|always|never|only if|"
    r"can['’]?t|cannot|used to|tomorrow|if i|could have)\b",
    re.IGNORECASE,
)
_PART = 0.5
"""The share of a task's number from which having done it counts as the task."""
_NEAR = timedelta(days=4)


def progress(asked: Asked, message: Message, *, sure: bool = False) -> CoachReplyDraft | None:
    """Answer good news with a number: what it is beside the plan, a tick and a reading.

    `sure` is whether the message is good news by its meaning, whatever single words it has.
    """
    if (not sure and _NOT_NEWS.search(message.text)) or is_money(target_of(asked.situation)):
        return None
    done = message.amount(Role.THERE, Role.NAMED)
    if done is None or (done.unit == "%" and message.has(Part.FIGURE)):
        return _of_a_test(asked, done) if done is not None else None
    if (before := message.amount(Role.BEFORE)) is not None:
        return _less_than_before(asked, done, before)
    day, task = day_named(message, asked.situation.today), _task_done(asked, done)
    task = task or _task_like(asked, message)
    measure = _measure(asked, done)
    of_goal = task is not None or measure is not None or wanted_in(asked, done.unit) is not None
    if not done.unit or not of_goal:
        return None
    parts = [f"{_written(done)}: that counts, well done."]
    edits = list[EditDraft]()
    if task is not None:
        parts.append(_beside_task(asked, done, task))
        edits.append(tick(task))
    if measure is not None:
        text, edit = as_reading(asked, done, measure, day)
        parts.append(text)
        edits += [edit] if edit is not None else []
    else:
        parts += _still_missing(asked, message)
    if edits:
        parts.append("Nothing is entered before you accept it below.")
    return with_next(asked, parts, edits, task)


def _of_a_test(asked: Asked, done: Amount) -> CoachReplyDraft | None:
    """Answer whether a share of a test is enough: the plan does not say, the next test shows."""
    now = asked.situation
    tests = (t for t in now.tasks if t.open and t.day >= now.today and _TEST.search(t.task.title))
    text = (
        f"Neither your goal nor the plan says which share is needed, so I cannot tell whether "
        f"{_written(done)} is enough: look up the pass mark. As a first reading it counts; write "
        "it down with its date."
    )
    test = next(tests, None)
    if test is not None:
        text += f" The next test of the plan is {named(test)}, {when_due(test, now.today)}."
    return with_next(asked, [text], [], None)


_TEST = re.compile(r"\b(?:test|mock|exam|sample|past paper|quiz)\b", re.IGNORECASE)


def bare_reading(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer a number alone that can only be one of the measure: "83.1 this morning"."""
    now, found = asked.situation, message.amount(Role.NAMED, Role.THERE)
    last = now.plan.milestones[-1] if now.plan.milestones else None
    target = target_of(now)
    if found is None or found.unit or last is None or target is None or adds_up(asked):
        return None
    low, high = sorted((target.baseline or target.quantity, target.quantity))
    if _NOW.search(message.text) is None or not low * _CLOSE <= found.value <= high / _CLOSE:
        return None
    measured = replace(found, unit=last.unit)
    text, edit = as_reading(asked, measured, last, day_named(message, now.today))
    parts = [f"{_written(measured)}, noted.", text]
    if edit is not None:
        parts[0] = f"{_written(measured)}: good that you measured it."
        parts.append("Nothing is entered before you accept it below.")
    return with_next(asked, parts, [edit] if edit is not None else [], None)


_NOW = re.compile(
    r"\b(?:this morning|today|tonight|just now|yesterday|first time|now at|scales?)\b",
    re.IGNORECASE,
)
_CLOSE = 0.85
"""How near a bare number has to be to where the measure goes to be one of it."""


def tick(planned: PlannedTask) -> EditDraft:
    """Return the edit that ticks a task."""
    note = f"Tick “{planned.task.title}” of {write_day(planned.day)}"
    return EditDraft(kind="tick", task_id=planned.task.id, note=note)


def _written(done: Amount) -> str:
    return format_amount(done.value, done.unit)


def day_named(message: Message, today: date) -> date:
    """Return the last day that a message names and that is not ahead, or else today."""
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


def _task_like(asked: Asked, message: Message) -> PlannedTask | None:
    """Return the open task of today or yesterday that a report shares a telling word with."""
    now, stems = asked.situation, telling_stems(message.text)
    near = (t for t in reversed(now.tasks) if t.open and -1 <= (t.day - now.today).days <= 0)
    return next((t for t in near if stems & telling_stems(t.task.title)), None)


def _beside_task(asked: Asked, done: Amount, task: PlannedTask) -> str:
    planned = amount_in(task, done.unit)
    if not planned:
        return f"It fits {named(task)}, {when_due(task, asked.situation.today)}."
    asks = asked.situation.computed(format_amount(planned, done.unit))
    text = f"The plan asks for {asks} in {named(task)}, {when_due(task, asked.situation.today)}"
    if done.value >= 2 * planned:
        return f"{text}: you did {done.value / planned:.1f} times as much."
    more = done.value - planned
    if more > 0:
        beyond = asked.situation.computed(format_amount(round(more, 2), done.unit))
        return f"{text}: {beyond} more than that."
    return f"{text}." if not more else f"{text}: a good part of it, and a part counts."


def _measure(asked: Asked, done: Amount) -> Milestone | None:
    """Return the last milestone if it is counted in the unit of a report."""
    last = asked.situation.plan.milestones[-1] if asked.situation.plan.milestones else None
    if last is None or last.unit == PHASES or not fits_unit(done.unit, last.unit):
        return None
    return last


def as_reading(
    asked: Asked, done: Amount, last: Milestone, day: date
) -> tuple[str, EditDraft | None]:
    """Return what a report means for the measure, and the edit that notes it."""
    now = asked.situation
    value = in_unit(done.value, done.unit, last.unit)
    if adds_up(asked) and done.role is not Role.THERE:
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
    written = now.computed(format_amount(round(value, 2), last.unit))
    text = f"As a reading of “{last.metric}” it is {written}"
    if ahead.unit == last.unit:
        short = abs(ahead.target - value)
        reached = (value >= ahead.target) == (ahead.target >= (last_value(now) or 0.0))
        text += (
            f"; the next milestone, {milestone_text(ahead, now.today)}, is reached with it"
            if reached
            else f"; to {milestone_text(ahead, now.today)} it is "
            f"{now.computed(format_amount(round(short, 2), last.unit))}"
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
    return with_next(asked, parts, [], None)


def with_next(
    asked: Asked, parts: list[str], edits: list[EditDraft], done: PlannedTask | None
) -> CoachReplyDraft:
    """Return an answer of some sentences with its changes, and the next step after what is done."""
    now, step = asked.situation, asked.situation.next_open
    if step is not None and step == done:
        ahead = (each for each in now.tasks if each.open and each.day >= now.today)
        step = next((each for each in ahead if each != done), None)
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    tasks = [each for each in (done, step) if each is not None]
    draft = reply_in(now.week, " ".join(parts), *tasks)
    return draft.model_copy(update={"edits": edits})
