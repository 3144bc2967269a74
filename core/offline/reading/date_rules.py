"""Rules that turn a matched date phrase into a date, relative to today."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from core.offline.reading.calendar import (
    MONTHS,
    MONTHS_MULTILINGUAL,
    ORDINALS,
    WEEKDAYS,
    add_months,
    date_or_none,
    end_of_named_month,
    end_of_quarter,
    end_of_season,
    holiday,
    last_of_month,
    nearest_day,
    next_weekday,
    start_of_named_month,
    start_of_season,
)
from core.offline.reading.named_times import is_the_one_after
from core.offline.reading.numbers import parse_number

DateMatch = tuple[date | None, bool]
_LAST_DAY_OF_PART = {"mid": 15, "start": 7, "beginning": 7, "first": 7, "second": 14, "third": 21}
_EARLY = 10
"""The last day of what is early in a month."""
DateRule = Callable[[re.Match[str], date], DateMatch]


def _year(match: re.Match[str]) -> int | None:
    year = match.groupdict().get("year")
    return int(year) if year else None


def iso_date(match: re.Match[str], _: date) -> DateMatch:
    """Return the date of 2027-05-03 or 2027/05/03, with or without a time of day."""
    return _day(int(match["y"]), int(match["m"]), int(match["d"]))


def numeric_date(match: re.Match[str], today: date) -> DateMatch:
    """Return the date of 3/5/2027: a part above twelve is the day.

    If neither part is, the month comes first and the date is inexact.
    """
    first, second = int(match["a"]), int(match["b"])
    year = int(match["y"]) if match["y"] else None
    year = year + 2000 if year is not None and year < 100 else year
    month, day = (second, first) if first > 12 else (first, second)
    if year is None:
        return (_next(month, day, today=today)[0] if 1 <= month <= 12 else None), False
    on, exists = _day(year, month, day)
    return on, exists and (first > 12 or second > 12 or first == second)


def dotted_date(match: re.Match[str], today: date) -> DateMatch:
    """Return the date of "by 3.5.", which is the third of May wherever dots are used."""
    return _next(int(match["b"]), int(match["a"]), today=today)


def day_month(match: re.Match[str], today: date) -> DateMatch:
    """Return the date of "3 May" or "the third of May", in the given year or the next one."""
    month, year = MONTHS[match["month"].lower()], _year(match)
    word = match["day"].lower()
    day = ORDINALS[word] if word in ORDINALS else int(word)
    return _day(year, month, day) if year else _next(month, day, today=today)


def day_of_month(match: re.Match[str], today: date) -> DateMatch:
    """Return the date of "by the 15th" or "by the 15th of next month"."""
    day = int(match["day"])
    if not 1 <= day <= 31:
        return None, False
    ahead = 1 if match["which"] or day < today.day else 0
    anchor = add_months(date(today.year, today.month, 1), ahead)
    return _day(anchor.year, anchor.month, day)


def _day(year: int, month: int, day: int) -> DateMatch:
    """Return the date; a day that its month lacks is its last one, and inexact."""
    on = nearest_day(year, month, day)
    return on, on is None or on.day == day


def _next(month: int, day: int, *, today: date) -> DateMatch:
    """Return the next date with this month and day; 29 February is the end of the next February."""
    on = nearest_day(today.year, month, day)
    if on is not None and on < today:
        on = nearest_day(today.year + 1, month, day)
    return on, on is not None and on.day == day


def part_of_month(match: re.Match[str], today: date) -> DateMatch:
    """Return the last day of a part of a month: its middle, its start, its second week."""
    part = match["part"].lower()
    word = next((w for w in _LAST_DAY_OF_PART if part.startswith(w)), None)
    month, year = MONTHS[match["month"].lower()], _year(match)
    if word is None:
        return end_of_named_month(month, year, today=today), False
    day = _LAST_DAY_OF_PART[word]
    return (
        (date_or_none(year, month, day), False)
        if year
        else (
            _next(month, day, today=today)[0],
            False,
        )
    )


def end_of_short(match: re.Match[str], today: date) -> DateMatch:
    """Return the last day of "EOY", "EOQ", "EOM" or "EOW"."""
    unit = match["unit"].lower()
    if unit == "y":
        return date(today.year, 12, 31), True
    if unit == "q":
        return end_of_quarter((today.month - 1) // 3 + 1, today.year, today=today), True
    if unit == "m":
        return last_of_month(today.year, today.month), True
    return today + timedelta(days=6 - today.weekday()), True


def weekend(match: re.Match[str], today: date) -> DateMatch:
    """Return the Sunday of "by the weekend"."""
    ahead = 7 if "next" in match.group().lower() else 0
    return today + timedelta(days=6 - today.weekday() + ahead), True


def after_duration(match: re.Match[str], today: date) -> DateMatch:
    """Return the date of "in 12 weeks"."""
    number, unit = match.groupdict().get("high") or match["n"], match["unit"].lower()
    if number.lower() in {"a", "an"} and unit == "day":  # "10,000 steps in a day" is an amount
        return None, False
    count = parse_number(number)
    return _add_period(today, count, unit), True


def a_year_on(_: re.Match[str], today: date) -> DateMatch:
    """Return the date of "this time next year"."""
    return add_months(today, 12), True


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
        last = end_of_named_month(month, year, today=today)
        early = last.replace(day=_EARLY) if "early" in match.group().lower() else last
        return (early if early >= today else last), False
    first = start_of_named_month(month, year, today=today)
    if year is None and is_the_one_after(match.group(), first, today):
        first = first.replace(year=first.year + 1)  # "by next December", written in November
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


def year_alone(match: re.Match[str], today: date) -> DateMatch:
    """Return the last day of "in 2027" or "make 2027 count"; for "by 2027" of the year before."""
    year = int(match["y"])
    if "itself" in match.groupdict():
        return (date(year, 12, 31) if year >= today.year else None), False
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
    name = match["holiday"].lower().replace("'", "")
    on = holiday(name, _year(match), today=today)
    if on is None or "next" not in match.group().lower():
        return on, True
    later = is_the_one_after(match.group(), on, today)
    return (holiday(name, on.year + 1, today=today) if later else on), on.year > today.year


def weekday(match: re.Match[str], today: date) -> DateMatch:
    """Return the next date of "by Friday"."""
    word = match["day"]
    if len(word) == 3 and word.isupper():  # an exam rather than a day: "on SAT"
        return None, False
    return next_weekday(WEEKDAYS[word.lower()], today=today), True


def relative_day(match: re.Match[str], today: date) -> DateMatch:
    """Return the date of "today", "tomorrow" or "yesterday"."""
    word = match["word"].lower()
    return today + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0)), True


def next_session(_: re.Match[str], today: date) -> DateMatch:
    """Return the day four weeks ahead for "by the next session", whose date is unknown."""
    return today + timedelta(days=28), False
