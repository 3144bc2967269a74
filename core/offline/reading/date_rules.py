"""Rules that turn a matched date phrase into a date, relative to today."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from core.offline.reading.calendar import (
    MONTHS,
    MONTHS_MULTILINGUAL,
    WEEKDAYS,
    add_months,
    date_or_none,
    end_of_named_month,
    end_of_quarter,
    end_of_season,
    holiday,
    last_of_month,
    next_occurrence,
    next_weekday,
    start_of_named_month,
    start_of_season,
)
from core.offline.reading.numbers import parse_number

DateMatch = tuple[date | None, bool]
DateRule = Callable[[re.Match[str], date], DateMatch]


def _year(match: re.Match[str]) -> int | None:
    year = match.groupdict().get("year")
    return int(year) if year else None


def iso_date(match: re.Match[str], _: date) -> DateMatch:
    """Return the date of 2027-05-03."""
    return date_or_none(int(match["y"]), int(match["m"]), int(match["d"])), True


def numeric_date(match: re.Match[str], today: date) -> DateMatch:
    """Return the date of 3/5/2027: a part above twelve is the day.

    If neither part is, the month comes first and the date is inexact.
    """
    first, second = int(match["a"]), int(match["b"])
    year = int(match["y"]) if match["y"] else None
    year = year + 2000 if year is not None and year < 100 else year
    month, day = (second, first) if first > 12 else (first, second)
    if year is None:
        return (next_occurrence(month, day, today=today) if 1 <= month <= 12 else None), False
    return date_or_none(year, month, day), first > 12 or second > 12 or first == second


def day_month(match: re.Match[str], today: date) -> DateMatch:
    """Return the date of "3 May", in the given year or the next one."""
    month, day, year = MONTHS[match["month"].lower()], int(match["day"]), _year(match)
    return (
        date_or_none(year, month, day) if year else next_occurrence(month, day, today=today)
    ), True


def after_duration(match: re.Match[str], today: date) -> DateMatch:
    """Return the date of "in 12 weeks"."""
    count, unit = parse_number(match["n"]), match["unit"].lower()
    return _add_period(today, count, unit), True


def _add_period(today: date, count: float, unit: str) -> date | None:
    if count > 1_200:
        return None
    if unit.startswith("mo"):
        return add_months(today, count)
    if unit.startswith("y"):
        return add_months(today, 12 * min(count, 100))
    days = 14 if unit.startswith("fort") else 7 if unit.startswith("w") else 1
    return today + timedelta(days=round(count * days))


def quarter(match: re.Match[str], today: date) -> DateMatch:
    """Return the last day of "Q1"."""
    return end_of_quarter(int(match["q"]), _year(match), today=today), True


def end_of_named(match: re.Match[str], today: date) -> DateMatch:
    """Return the last day of "end of March"."""
    return end_of_named_month(
        MONTHS_MULTILINGUAL[match["month"].lower()], _year(match), today=today
    ), True


def in_month(match: re.Match[str], today: date) -> DateMatch:
    """Return the last day for "in June", the first for "by June", the day before for "before"."""
    month, year, word = MONTHS[match["month"].lower()], _year(match), match["word"].lower()
    if word in {"in", "during", "this"}:
        return end_of_named_month(month, year, today=today), False
    first = start_of_named_month(month, year, today=today)
    return (first - timedelta(days=1) if word == "before" else first), False


def before_event_in(match: re.Match[str], today: date) -> DateMatch:
    """Return the day before the month of "my wedding in June"; the event may be early in it."""
    first = start_of_named_month(MONTHS[match["month"].lower()], _year(match), today=today)
    return first - timedelta(days=1), False


def end_of_period(match: re.Match[str], today: date) -> DateMatch:
    """Return the last day of "this week", "next month", "last quarter" or a year."""
    words = match["period"].lower()
    ahead = 1 if words.startswith("next") else -1 if words.startswith("last") else 0
    if "week" in words:
        return today + timedelta(days=6 - today.weekday() + 7 * ahead), True
    if "month" in words:
        anchor = add_months(date(today.year, today.month, 1), ahead)
        return last_of_month(anchor.year, anchor.month), True
    if "quarter" in words:
        anchor = add_months(date(today.year, today.month, 1), 3 * ahead)
        return end_of_quarter((anchor.month - 1) // 3 + 1, anchor.year, today=today), True
    return date(today.year + ahead, 12, 31), True


def year_alone(match: re.Match[str], _: date) -> DateMatch:
    """Return the last day of "in 2027", or of the year before for "by 2027"."""
    year = int(match["y"])
    closed = match["word"].lower().strip() in {"by", "before", "until"}
    return date(year - 1 if closed else year, 12, 31), not closed


def season(match: re.Match[str], today: date) -> DateMatch:
    """Return the last day of "in summer", or the day before for "by summer"."""
    word, season, year = (
        (match.groupdict().get("word") or "").lower(),
        match["season"].lower(),
        _year(match),
    )
    if word.startswith(("by", "before", "until")) and "end" not in word:
        return start_of_season(season, year, today=today) - timedelta(days=1), False
    return end_of_season(season, year, today=today), False


def named_holiday(match: re.Match[str], today: date) -> DateMatch:
    """Return the date of "Christmas"."""
    return holiday(match["holiday"].lower().replace("'", ""), _year(match), today=today), True


def weekday(match: re.Match[str], today: date) -> DateMatch:
    """Return the next date of "by Friday"."""
    return next_weekday(WEEKDAYS[match["day"].lower()], today=today), True


def relative_day(match: re.Match[str], today: date) -> DateMatch:
    """Return the date of "today", "tomorrow" or "yesterday"."""
    word = match["word"].lower()
    return today + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0)), True


def next_session(_: re.Match[str], today: date) -> DateMatch:
    """Return the day four weeks ahead for "by the next session", whose date is unknown."""
    return today + timedelta(days=28), False
