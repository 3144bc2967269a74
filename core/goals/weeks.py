"""Calendar arithmetic of a plan: its weeks, their days, check-ins and reserve days."""

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Day(StrEnum):
    """A weekday a task may be assigned to."""

    MON = "Mon"
    TUE = "Tue"
    WED = "Wed"
    THU = "Thu"
    FRI = "Fri"
    SAT = "Sat"
    SUN = "Sun"


DAYS = tuple(Day)
FULL_WEEK = 5
"""Days from which a week counts in full; only a last week has fewer."""
SHORTEST_WEEK = 3
"""Days of the shortest last week; one or two days more belong to the week before."""


def count_weeks(starts_on: date, ends_on: date) -> int:
    """Return the number of weeks that cover both days, at least one.

    The last may be partial; if it had only one or two days, the week before it takes them.
    """
    whole, rest = divmod((ends_on - starts_on).days + 1, 7)
    return max(1, whole + (rest >= SHORTEST_WEEK))


def week_start(starts_on: date, number: int) -> date:
    """Return the first day of week `number`, counted from 1."""
    return starts_on + timedelta(days=7 * (number - 1))


def week_end(starts_on: date, number: int, *, ends_on: date) -> date:
    """Return the last day of week `number`, not after the end of the plan."""
    if number == count_weeks(starts_on, ends_on):
        return max(ends_on, week_start(starts_on, number))
    return min(week_start(starts_on, number) + timedelta(days=6), ends_on)


@lru_cache(maxsize=4_096)
def days_of(starts_on: date, number: int, *, ends_on: date) -> tuple[Day, ...]:
    """Return the weekdays of week `number` in calendar order, each once.

    In a last week of eight or nine days a weekday means its last date, because what the plan leads
    to happens at the end.
    """
    last = week_end(starts_on, number, ends_on=ends_on)
    first = max(week_start(starts_on, number), last - timedelta(days=6))
    return tuple(
        DAYS[(first + timedelta(days=i)).weekday()] for i in range((last - first).days + 1)
    )


def date_of(day: Day, starts_on: date, number: int, *, ends_on: date) -> date:
    """Return the date of a weekday in week `number`, or its first date after a plan that ended."""
    last = week_end(starts_on, number, ends_on=ends_on)
    first = max(week_start(starts_on, number), last - timedelta(days=6))
    return first + timedelta(days=(DAYS.index(day) - first.weekday()) % 7)


def minutes_cap(hours_per_week: float, days: int) -> int:
    """Return the minutes available in a week with so many days; five days or more count in full."""
    return int(hours_per_week * 60 * min(1.0, days / FULL_WEEK))


def check_in_weeks(total: int) -> tuple[int, ...]:
    """Return check-in weeks two to four weeks apart, always including the last week."""
    count = max(-(-total // 4), round(total / 3), 1)
    return tuple(sorted({max(1, round(total * i / count)) for i in range(1, count + 1)}))


def reserve_days(number: int, *, days: int = 7, every_week: bool = False) -> int:
    """Return the reserve days of week `number`: two in any four weeks (Sharif & Shu 2017).

    Four if there is one `every_week`, for a person who is not sure. A short last week has none:
    what it leads to cannot be skipped.
    """
    return 1 if (every_week or number % 2 == 0) and days >= FULL_WEEK else 0
