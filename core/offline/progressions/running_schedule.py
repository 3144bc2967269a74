"""Assign runs to weekdays: long run on the weekend, race on its day, rest before both."""

from collections.abc import Sequence

from core.goals.weeks import DAYS

_WEEKEND = ("Sun", "Sat")


def order_running_days(
    days: Sequence[str], *, allowed: Sequence[str], race_day: str | None
) -> list[str]:
    """Return the days in the order of the runs; the last is the long run, or the race on `race_day`.

    The other runs stay on their days, except on the day of the long run and, if possible, the day
    before it.
    """
    long_day = race_day or next((day for day in _WEEKEND if day in allowed), days[-1])
    before = _day_before(long_day)
    others = [day for day in days if day not in {long_day, before}]
    spare = [day for day in allowed if day not in {long_day, before, *others}]
    wanted = len(days) - 1
    others = [*others, *spare][:wanted]
    others += [before if before in allowed else long_day] * (wanted - len(others))
    return [*sorted(others, key=list(allowed).index), long_day]


def _day_before(day: str) -> str:
    names = [name.value for name in DAYS]
    return names[names.index(day) - 1]
