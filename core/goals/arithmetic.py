"""Whether target, date and pace of a goal agree, and what could be reached instead."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.goals.reading import Reading, SlotName

_DAYS_PER = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
TOLERANCE = 1.05
"""A plan that misses its target by less than this is not worth a word."""
MAX_YEARS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The most that can be done in each period: paid, read, lost or gained."""

    amount: float
    unit: str
    per: str
    slot: SlotName | None = None
    """The slot that sets it; None if the person cannot choose it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """What does not work out: the target is not reached by the date at this pace."""

    reached: float
    """What can be reached by the date."""
    on: date
    """When the target is reached at this pace."""
    needed: float
    """The pace that would reach the target by the date."""
    pace: Pace


def find_contradiction(reading: Reading, pace: Pace | None, *, today: date) -> Contradiction | None:
    """Return how far target, date and pace are apart, or None if they agree or one is missing."""
    target, by = reading.number(SlotName.TO), reading.get(SlotName.BY)
    if target is None or pace is None or pace.amount <= 0 or by is None:
        return None
    if not isinstance(by.value, date) or by.value <= today:
        return None
    start = reading.number(SlotName.FROM) or 0.0
    distance, days = abs(target - start), (by.value - today).days
    per_day = pace.amount / _DAYS_PER[pace.per]
    if distance <= per_day * days * TOLERANCE:
        return None
    reached = start + per_day * days * (1 if target > start else -1)
    needs_days = min(distance / per_day, MAX_YEARS * _DAYS_PER["year"])
    return Contradiction(
        reached=reached,
        on=today + timedelta(days=round(needs_days)),
        needed=distance / days * _DAYS_PER[pace.per],
        pace=pace,
    )
