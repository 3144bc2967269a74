"""Paydays of a monthly payment: the first of each month, if no other day is known."""

from calendar import monthrange
from datetime import date, timedelta


def paydays(starts_on: date, ends_on: date) -> tuple[date, ...]:
    """Return the first of each month from the start to the end of a plan."""
    found, day = [], starts_on.replace(day=1)
    while day <= ends_on:
        if day >= starts_on:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return tuple(found)


def nth_payday(starts_on: date, number: int) -> date:
    """Return the day of the nth payment, counted from 1; number is at most a few centuries."""
    later = (starts_on.replace(day=1) + timedelta(days=32)).replace(day=1)
    first = starts_on if starts_on.day == 1 else later
    months = first.year * 12 + first.month - 1 + number - 1
    return date(min(9999, months // 12), months % 12 + 1, 1)


def next_payday(day: date, payday: int | None = None) -> date:
    """Return the first payday from a day on; a month without that day has it on its last one."""
    for month in (day, (day.replace(day=1) + timedelta(days=32))):
        last = monthrange(month.year, month.month)[1]
        found = month.replace(day=min(payday or 1, last))
        if found >= day:
            return found
    return day
