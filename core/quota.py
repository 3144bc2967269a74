"""How often a person may do what costs work or room: so many times an hour and a day.

Uses are counted by the hour. Those of the last hour or day are estimated from these counts: an hour
that a window covers in part counts by that part.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
UNLIMITED = "unlimited"

_RATE = re.compile(r"(\d{1,7})\s*/\s*(hour|day)")


class Use(StrEnum):
    """What is counted for a person."""

    GOALS = "goals"
    """Goals that are planned, or planned again."""
    QUESTIONS = "questions"
    """Questions to the coach."""
    RATINGS = "ratings"
    CHECK_INS = "check_ins"
    CHANGES = "changes"
    """New versions of plans and resolutions, and numbers that are measured."""
    EXPORTS = "exports"
    """Files made of what is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many uses are allowed; None for no limit."""

    per_hour: int | None = None
    per_day: int | None = None

    @property
    def limits(self) -> tuple[tuple[timedelta, int], ...]:
        """Return the limits there are, with their windows."""
        both = ((HOUR, self.per_hour), (DAY, self.per_day))
        return tuple((window, limit) for window, limit in both if limit is not None)


def parse_quota(written: str) -> Quota:
    """Read "30/hour, 100/day", one of the two, or "unlimited". Raises ValueError."""
    text = written.strip().lower()
    if text == UNLIMITED:
        return Quota()
    rates = [_RATE.fullmatch(part.strip()) for part in text.split(",")]
    found = {rate[2]: int(rate[1]) for rate in rates if rate is not None}
    if None in rates or len(found) != len(rates):
        raise ValueError(f"write it as 30/hour, 100/day or as {UNLIMITED}")
    return Quota(per_hour=found.get("hour"), per_day=found.get("day"))


def hour_of(now: datetime) -> datetime:
    """Return the start of the hour."""
    return now.replace(minute=0, second=0, microsecond=0)


def count_uses(uses: Mapping[datetime, int], *, window: timedelta, now: datetime) -> float:
    """Return the uses in the window before `now`, from their counts by hour."""
    begins = now - window
    return sum(n * _share(hour, begins=begins) for hour, n in uses.items())


def is_exceeded(uses: Mapping[datetime, int], quota: Quota, *, now: datetime) -> bool:
    """Return whether these uses, the present one among them, are more than is allowed."""
    return any(count_uses(uses, window=w, now=now) > limit for w, limit in quota.limits)


def seconds_to_wait(uses: Mapping[datetime, int], quota: Quota, *, now: datetime) -> int:
    """Return after how many seconds one more use would be allowed, these not counting as refused.

    The estimate only falls with time, so the moment is found by halving.
    """

    def is_free(seconds: int) -> bool:
        later = now + timedelta(seconds=seconds)
        return all(
            count_uses(uses, window=window, now=later) + 1 <= limit
            for window, limit in quota.limits
        )

    low, high = 0, int((DAY + HOUR).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_free(middle) else (middle, high)
    return high


def _share(hour: datetime, *, begins: datetime) -> float:
    covered: float = (hour + HOUR - begins) / HOUR
    return min(max(covered, 0.0), 1.0)
