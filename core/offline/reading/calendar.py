"""Calendar arithmetic for date words: quarters, seasons, holidays, the next 3 May."""

import calendar
from datetime import date, timedelta

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
MONTHS["sept"] = 9
MONTHS_MULTILINGUAL = MONTHS | {
    name: number
    for names in (
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(names.split(), start=1)
}
"""Month names in English, German and French, for "bis Ende März" and "d'ici fin mars"."""
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)} | {
    name.lower(): number for number, name in enumerate(calendar.day_abbr)
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30, "twenty-first": 21, "twenty-fifth": 25, "thirty-first": 31}
SEASON_STARTS = {
    "spring": (3, 1),
    "summer": (6, 1),
    "autumn": (9, 1),
    "fall": (9, 1),
    "winter": (12, 1),
}
SEASON_ENDS = {
    "spring": (5, 31),
    "summer": (8, 31),
    "autumn": (11, 30),
    "fall": (11, 30),
    "winter": (2, 28),
}
_HOLIDAYS = {
    "christmas": (12, 24),
    "xmas": (12, 24),
    "new year": (12, 31),
    "new years": (12, 31),
    "valentine": (2, 14),
    "halloween": (10, 31),
    "boxing day": (12, 26),
    "independence day": (7, 4),
    "veterans": (11, 11),
    "st patrick": (3, 17),
    "st. patrick": (3, 17),
}
_NTH_HOLIDAYS = {
    "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1),
    "labour day": (9, 0, 1),
    "mother": (5, 6, 2),
    "father": (6, 6, 3),
    "thanksgiving": (11, 3, 4),
}
"""Month, weekday and which one of the month; -1 is the last one. As in the United States."""


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def date_or_none(year: int, month: int, day: int) -> date | None:
    """Return the date, or None if the month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_day(year: int, month: int, day: int) -> date | None:
    """Return the date, or the last day of a month that is a day or two too short."""
    found = date_or_none(year, month, day)
    if found is None and 1 <= month <= 12 and 28 < day <= 31:
        return last_of_month(year, month)
    return found


def next_occurrence(month: int, day: int, *, today: date) -> date | None:
    """Return the next date with this month and day, today included, or None."""
    for year in range(today.year, today.year + 9):
        found = date_or_none(year, month, day)
        if found is not None and found >= today:
            return found
    return None


def end_of_quarter(quarter: int, year: int | None, *, today: date) -> date:
    """Return the last day of a quarter; without a year, of the next one that has not ended."""
    if year is not None:
        return last_of_month(year, 3 * quarter)
    ends = last_of_month(today.year, 3 * quarter)
    return ends if ends >= today else last_of_month(today.year + 1, 3 * quarter)


def end_of_named_month(month: int, year: int | None, *, today: date) -> date:
    """Return the last day of a month; without a year, of the next one that has not ended."""
    if year is not None:
        return last_of_month(year, month)
    ends = last_of_month(today.year, month)
    return ends if ends >= today else last_of_month(today.year + 1, month)


def start_of_named_month(month: int, year: int | None, *, today: date) -> date:
    """Return the first day of a month; without a year, of the next one that starts."""
    if year is not None:
        return date(year, month, 1)
    starts = date(today.year, month, 1)
    return starts if starts > today else date(today.year + 1, month, 1)


def end_of_season(season: str, year: int | None, *, today: date) -> date:
    """Return the last day of a season (northern hemisphere); without a year, of the next to end."""
    month, day = SEASON_ENDS[season]
    if year is not None:
        return date(year, 12, 31) if season == "winter" else date(year, month, day)
    found = next_occurrence(month, day, today=today)
    return found if found is not None else today


def start_of_season(season: str, year: int | None, *, today: date) -> date:
    """Return the first day of a season; without a year, of the next one to start."""
    month, day = SEASON_STARTS[season]
    if year is not None:
        return date(year, month, day)
    found = next_occurrence(month, day, today=today)
    return found if found is not None else today


def holiday(name: str, year: int | None, *, today: date) -> date | None:
    """Return the date of a holiday, or None if the name is unknown.

    Without a year it is the next one. Christmas and New Year are the evening before, which is what
    people mean by "by Christmas".
    """
    today = today if year is None else date(year, 1, 1)
    if name.startswith("easter"):
        return easter(today.year) if easter(today.year) >= today else easter(today.year + 1)
    moving = next((k for k in _NTH_HOLIDAYS if name.startswith(k)), None)
    if moving is not None:
        days = (nth_of_month(year, *_NTH_HOLIDAYS[moving]) for year in (today.year, today.year + 1))
        return next(day for day in days if day >= today)
    key = next((k for k in sorted(_HOLIDAYS, key=len, reverse=True) if name.startswith(k)), None)
    return None if key is None else next_occurrence(*_HOLIDAYS[key], today=today)


def nth_of_month(year: int, month: int, weekday: int, which: int) -> date:
    """Return the first, second... weekday of a month; the last one for -1."""
    if which < 0:
        last = last_of_month(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def next_weekday(weekday: int, *, today: date) -> date:
    """Return the first date after today that falls on the weekday."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def add_months(day: date, months: float) -> date:
    """Return the date a number of months later; half a month counts fifteen days."""
    whole = int(months)
    index = day.year * 12 + day.month - 1 + whole
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=round((months - whole) * 30))
