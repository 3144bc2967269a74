"""Whether target, date and pace of a goal agree, and what could be reached instead."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from core.goals.paydays import nth_payday, paydays
from core.goals.reading import Reading, SlotName, Source

_DAYS_PER = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
TOLERANCE = 1.05
"""A plan that misses its target by less than this is not worth a word."""
MAX_YEARS = 100
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The most that can be done in each period: paid, read, lost or gained."""

    amount: float
    unit: str
    per: str
    slot: SlotName | None = None
    """The slot that sets it; None if the person cannot choose it."""

    @property
    def is_monthly_payment(self) -> bool:
        """Whether it comes in whole payments on the first of a month, and not evenly."""
        return self.slot is SlotName.PAYMENT and self.per == "month"


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
    """Return how far target, date and pace are apart, or None if they agree or one is missing.

    A date that was only assumed is no date to miss.
    """
    target, by = reading.number(SlotName.TO), reading.get(SlotName.BY)
    if target is None or pace is None or pace.amount <= 0 or by is None:
        return None
    if not isinstance(by.value, date) or by.value <= today or by.source is Source.ASSUMED:
        return None
    start = reading.number(SlotName.FROM) or 0.0
    distance, done = abs(target - start), done_by(pace, today, by.value)
    if distance <= done * TOLERANCE:
        return None
    return Contradiction(
        reached=start + done * (1 if target > start else -1),
        on=day_done(pace, today, distance),
        needed=distance / periods_until(pace, today, by.value),
        pace=pace,
    )


def periods_until(pace: Pace, today: date, by: date) -> float:
    """Return how often a pace comes from today to a day: whole payments, at least one."""
    if pace.is_monthly_payment:
        return float(max(1, len(paydays(today, by))))
    return max(1, (by - today).days) / _DAYS_PER[pace.per]


def done_by(pace: Pace, today: date, by: date) -> float:
    """Return what is done at a pace from today to a day, in the unit of the pace."""
    if pace.is_monthly_payment:
        return pace.amount * len(paydays(today, by))
    return pace.amount * max(0, (by - today).days) / _DAYS_PER[pace.per]


def day_done(pace: Pace, today: date, distance: float) -> date:
    """Return the day on which a distance is done at a pace, at most MAX_YEARS away."""
    periods = max(0.0, distance) / pace.amount
    if pace.is_monthly_payment:
        number = min(float(MAX_YEARS * 12), ceil(periods - _ROUNDING))
        return nth_payday(today, max(1, int(number)))
    days = min(periods * _DAYS_PER[pace.per], MAX_YEARS * _DAYS_PER["year"])
    return today + timedelta(days=max(0, floor(days) if days % 1 < _ROUNDING else ceil(days)))
