"""Dates in figures, in any order of year, month and day that is not ambiguous."""

import re
from datetime import date

_YEAR_FIRST = re.compile(r"^\s*(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})\s*$")
_YEAR_LAST = re.compile(r"^\s*(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})\s*$")
_MONTHS = 12


def read_written_date(text: str) -> date | None:
    """Return the date in figures that a text begins with, or None.

    With dots the day comes first; with other marks a part above twelve is the day, and two parts
    that could both be the month are no date, because a guess would be wrong half the time.
    """
    match = _YEAR_FIRST.match(text) or _COMPACT.match(text)
    if match is not None:
        return _date(int(match[1]), int(match[2]), int(match[3]))
    match = _YEAR_LAST.match(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > _MONTHS or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > _MONTHS else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
