"""What is right for a field, by the marks of a training text."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from core.goals.kind import GoalKind
from core.offline.reading.facts import Deadline, Frequency, Hours, Quantity, Span
from core.offline.reading.roles.roles import Role
from core.offline.reading.roles.slots.slot_times import WEEK, days_of, minutes_of, rate_of
from core.offline.reading.roles.slots.slot_values import amount_of, deadline_of, is_clock, length_of
from core.offline.training.corpus import TrainingGoal

CORPUS_DAY = date(2026, 11, 26)
"""The day on which the training texts were written."""
_CLAUSES: Mapping[str, Role] = {
    "obstacles": Role.OBSTACLE,
    "reason": Role.WHY,
    "methods": Role.METHOD,
    "constraints": Role.LIMIT,
    "starting_points": Role.START,
    "background": Role.BACKGROUND,
}
_SAME_CLAUSE = 0.5
_NEAR = 3


def is_right(field: str, value: object, goal: TrainingGoal) -> bool:
    """Return whether a value read for a field is what the writer marked."""
    if field in _CLAUSES:
        return isinstance(value, Span) and _is_in_clause(value, goal, _CLAUSES[field])
    return _CHECKS[field](value, goal)


def is_stated(field: str, goal: TrainingGoal) -> bool:
    """Return whether the writer marked something that the field can hold."""
    return bool(_STATED[field](goal))


def slots_of(goal: TrainingGoal, *tags: str) -> tuple[Span, ...]:
    """Return the slots with these tags."""
    return tuple(
        Span(start=m.start, end=m.end, text=goal.text[m.start : m.end])
        for m in goal.marks
        if m.depth == 1 and m.tag in tags
    )


def _last_days(goal: TrainingGoal) -> set[date]:
    """Return the last days; an event and its date are also read as one phrase."""
    dated, events = slots_of(goal, "by", "span"), slots_of(goal, "event")
    together = [
        Span(start=e.start, end=d.end, text=f"before {goal.text[e.start : d.end]}")
        for e in events
        for d in dated
        if 0 <= d.start - e.end <= _NEAR
    ]
    named = [deadline_of(span, today=CORPUS_DAY) for span in (*dated, *events, *together)]
    named += [length_of(span, today=CORPUS_DAY) for span in slots_of(goal, "span")]
    return {deadline.on for deadline in named if deadline is not None}


def _amounts(goal: TrainingGoal, *tags: str) -> set[float]:
    spans = [span for span in slots_of(goal, *tags) if not is_clock(span.text)]
    return {amount.value for amount in map(amount_of, spans) if amount is not None}


def _targets(goal: TrainingGoal) -> set[float]:
    """Return the targets; a change counts from where it starts, a debt is its own target."""
    stated, today = _amounts(goal, "to"), _amounts(goal, "from")
    changed = {abs(t + sign * c) for t in today for c in stated for sign in (1, -1)}
    owed = today if goal.domain == "debt" and not stated else set()
    return stated | changed | owed | _amounts(goal, "thing")


def _rates(goal: TrainingGoal) -> set[float]:
    rates = [rate_of(span) for span in slots_of(goal, "rate")]
    return {round(rate.per_week, 1) for rate in rates if rate is not None}


def _days(goal: TrainingGoal) -> tuple[str, ...]:
    def named(tag: str) -> set[str]:
        return {day for span in slots_of(goal, tag) for day in days_of(span.text)}

    wanted, out = named("days") or named("rate"), named("off")
    return tuple(d for d in WEEK if (d in wanted or (not wanted and out)) and d not in out)


def _minutes(goal: TrainingGoal) -> set[float]:
    return {m for span in slots_of(goal, "hours") if (m := minutes_of(span.text)) is not None}


def _meets(span: Span, goal: TrainingGoal, *tags: str) -> bool:
    return any(s.start < span.end and span.start < s.end for s in slots_of(goal, *tags))


def _is_rate(rate: Frequency, goal: TrainingGoal) -> bool:
    """Return whether a rate is marked; "10 pages a day" holds one inside its amount."""
    beside = _meets(rate.span, goal, "rate", "to", "hours", "days", "pay")
    return round(rate.per_week, 1) in _rates(goal) or (beside and not _rates(goal))


def _is_thing(span: Span, goal: TrainingGoal) -> bool:
    found = span.text.lower()
    marked = [s.text.lower() for s in slots_of(goal, "thing")]
    return any(found in words or words in found for words in marked)


def _is_in_clause(span: Span, goal: TrainingGoal, role: Role) -> bool:
    inside = sum(
        max(0, min(m.end, span.end) - max(m.start, span.start))
        for m in goal.marks
        if m.depth == 0 and m.tag == role.value
    )
    return inside >= _SAME_CLAUSE * max(1, span.end - span.start)


def _is_deadline(value: Deadline, goal: TrainingGoal) -> bool:
    return value.on in _last_days(goal)


def _is_target(value: Quantity, goal: TrainingGoal) -> bool:
    """Return whether an amount is the target; the time of a routine may stand for it."""
    return value.value in _targets(goal) or (
        goal.kind == GoalKind.ROUTINE and _meets(value.span, goal, "hours")
    )


def _is_time(value: Hours, goal: TrainingGoal) -> bool:
    return _meets(value.span, goal, "hours")


_CHECKS: Mapping[str, Callable[[Any, TrainingGoal], bool]] = {
    "deadline": _is_deadline,
    "quantity": _is_target,
    "baseline": lambda value, goal: value.value in _amounts(goal, "from"),
    "frequency": _is_rate,
    "days": lambda value, goal: value == _days(goal),
    "hours": _is_time,
    "session_minutes": lambda value, goal: value in _minutes(goal),
    "payment": lambda value, goal: value.value in _amounts(goal, "pay"),
    "thing": _is_thing,
    "event": lambda value, goal: _meets(value, goal, "event"),
}
_STATED: Mapping[str, Callable[[TrainingGoal], object]] = {
    "deadline": _last_days,
    "quantity": lambda goal: _amounts(goal, "to"),
    "baseline": lambda goal: _amounts(goal, "from"),
    "frequency": _rates,
    "days": _days,
    "hours": _minutes,
    "session_minutes": _minutes,
    "payment": lambda goal: _amounts(goal, "pay"),
    "thing": lambda goal: slots_of(goal, "thing"),
    "event": lambda goal: slots_of(goal, "event"),
}
