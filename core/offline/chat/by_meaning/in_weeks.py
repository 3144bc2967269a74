"""Figures of the plan in a week or by a day, by its sessions and the milestones around them."""

import re
from datetime import date
from itertools import pairwise

from core.chat.reply import CoachReplyDraft
from core.chat.situation import Situation
from core.formats import day as write_day
from core.formats import minutes
from core.offline.chat.asked import (
    Asked,
    listed,
    milestone_text,
    named,
    sessions_first,
    when_due,
)
from core.offline.chat.counted.amounts import last_value, target_of
from core.offline.chat.counted.days import reply_in
from core.offline.chat.message.amounts import Role
from core.offline.chat.message.measure import fits_unit, in_unit
from core.offline.chat.message.parts import Message
from core.offline.writing.format_amount import format_amount
from core.plans.plan import PHASES, Milestone, Week

_TIME = re.compile(r"\b(?:hours?|minutes|time)\b", re.IGNORECASE)
_A_WEEK = re.compile(r"\b(?:a|per|each|every) week\b|\bweekly\b", re.IGNORECASE)
_WHEN = re.compile(r"\bwhen\b|\bwhat (?:date|day)\b", re.IGNORECASE)


def figure(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer a number or a day that is asked of the plan; None if it names neither."""
    now = asked.situation
    if _TIME.search(message.text) and _A_WEEK.search(message.text):
        return _time_a_week(asked)
    if _WHEN.search(message.text) and (draft := _when_at(asked, message)) is not None:
        return draft
    weeks = [p.week for p in message.periods if p.week is not None and p.last >= now.today]
    return _of_week(asked, weeks[0]) if weeks else None


def _of_week(asked: Asked, week: Week) -> CoachReplyDraft:
    now = asked.situation
    held = now.tasks_of(week)
    sessions = tuple(sessions_first(held))
    last = now.plan.last_day_of(week)
    parts = [f"Week {week.number} ends on {write_day(last, today=now.today)}."]
    if sessions:
        longest = max(sessions, key=lambda each: each.task.minutes)
        parts.append(
            f"Its sessions: {listed(sessions, now.today)}. The longest is {named(longest)}."
        )
    parts += _between(now, last)
    step = now.next_open
    if step is not None and step not in sessions:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    return reply_in(week, " ".join(parts), *sessions[:1])


def _between(now: Situation, day: date) -> list[str]:
    """Return the milestones around a day, and what the way between them makes on that day."""
    before = [m for m in now.plan.milestones if m.due_on <= day]
    after = [m for m in now.plan.milestones if m.due_on > day]
    parts = list[str]()
    if before and before[-1].due_on == day:
        return [f"By then: {milestone_text(before[-1], now.today)}."]
    if before:
        parts.append(f"The milestone before it: {milestone_text(before[-1], now.today)}.")
    if after:
        parts.append(f"The next one after it: {milestone_text(after[0], now.today)}.")
    value = value_on(now, day)
    if value is not None and after:
        rounded = round(value, 1 if value < _WHOLE else 0)
        about = now.computed(format_amount(rounded, after[0].unit))
        parts.append(f"On an even way to it, that week ends at about {about}.")
    return parts


_WHOLE = 20


def value_on(now: Situation, day: date) -> float | None:
    """Return the measure on a day, on an even way from milestone to milestone; None if unknown."""
    points = _points(now)
    for (start, low), (end, high) in pairwise(points):
        if start <= day <= end and end > start:
            return low + (high - low) * (day - start).days / (end - start).days
    return None


def day_at(now: Situation, value: float) -> date | None:
    """Return the day on which an even way between the milestones passes a value, or None."""
    points = _points(now)
    for (start, low), (end, high) in pairwise(points):
        if low != high and min(low, high) <= value <= max(low, high):
            return start + (end - start) * ((value - low) / (high - low))
    return None


def _points(now: Situation) -> list[tuple[date, float]]:
    """Return the days and numbers that the plan's measure goes through, its start first."""
    milestones = [m for m in now.plan.milestones if m.unit != PHASES]
    if not milestones or len({m.unit for m in milestones}) > 1:
        return []
    target = target_of(now)
    begin = target.baseline if target is not None and target.unit == milestones[0].unit else 0.0
    points = [(now.plan.starts_on, begin)] if begin else []
    return [*points, *((m.due_on, m.target) for m in milestones)]


def _when_at(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer when the plan is at a value: the milestone that passes it, and the day between."""
    now, amount = asked.situation, message.amount(Role.WANTED, Role.NAMED, Role.THERE)
    milestones = [m for m in now.plan.milestones if m.unit != PHASES]
    if amount is None or not milestones or not fits_unit(amount.unit, milestones[-1].unit):
        return None
    unit = milestones[-1].unit
    value = in_unit(amount.value, amount.unit or unit, unit)
    reached = _first_past(now, milestones, value)
    if reached is None:
        return None
    written = now.computed(format_amount(round(value, 2), unit))
    parts = [f"By the plan you are past {written} with {milestone_text(reached, now.today)}."]
    day = day_at(now, value)
    if day is not None and day < reached.due_on:
        about = write_day(day, year=True)
        parts.append(f"On an even way to it, {written} comes on about {about}.")
    if (noted := last_value(now)) is not None:
        parts.append(f"Your last number is {format_amount(noted, unit)}.")
    step = now.next_open
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    return reply_in(
        now.milestone_week(reached), " ".join(parts), *([step] if step is not None else [])
    )


def _first_past(now: Situation, milestones: list[Milestone], value: float) -> Milestone | None:
    target = target_of(now)
    start = target.baseline if target is not None else 0.0
    falls = bool(start) and milestones[-1].target < start
    return next(
        (m for m in milestones if (m.target <= value if falls else m.target >= value)), None
    )


def _time_a_week(asked: Asked) -> CoachReplyDraft:
    """Answer how much time a week takes: on average, at most, and in this week."""
    now = asked.situation
    weeks = now.plan.weeks
    whole = sum(week.minutes for week in weeks)
    most = max(weeks, key=lambda week: week.minutes)
    text = (
        f"On average {minutes(round(whole / len(weeks)))} a week over {len(weeks)} weeks, at most "
        f"{minutes(most.minutes)}, in week {most.number}; week {now.week.number} takes "
        f"{minutes(now.week.minutes)}. You set {minutes(round(now.plan.hours_per_week * 60))} a "
        "week as the most."
    )
    step = now.next_open
    if step is not None:
        text += f" Next is {named(step)}, {when_due(step, now.today)}."
    return reply_in(now.week, text, *([step] if step is not None else []))
