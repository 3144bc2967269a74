"""Calendar dates that a text names: "14 dec", "March 15", "on the 3rd"."""

import re
from datetime import date, timedelta

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBER = r"(?P<number>[0-3]?\d)(?:st|nd|rd|th)?"
_UNIT = r"(?:min|h\b|hours?|km|k\b|%|weeks?|tasks?)"
_BEFORE = r"\b(?:on|by|from|until|till|to|since|for|before)"
_DATES = tuple(
    re.compile(text, re.IGNORECASE)
    for text in (
        rf"\b{_NUMBER}(?: of)? {MONTH}\b(?:,? (?P<year>20\d\d))?",
        rf"\b{MONTH} (?:the )?{_NUMBER}\b(?!\s*{_UNIT})(?:,? (?P<year>20\d\d))?",
        rf"{_BEFORE} (?:the )(?P<number>[0-3]?\d)(?:st|nd|rd|th)\b(?P<month>)(?P<year>)",
    )
)

_ANY_MONTH = MONTH.replace("?P<month>", "?:", 1) + r"\b"
_WEEKDAY_OF_DATE = re.compile(
    r"\b(?:on )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? "
    rf"(?:(?:the )?(?=[0-3]?\d(?:st|nd|rd|th)?(?: of)? {_ANY_MONTH}|"
    rf"{_ANY_MONTH} (?:the )?[0-3]?\d\b)|"
    r"(?=the [0-3]?\d(?:st|nd|rd|th)\b))",
    re.IGNORECASE,
)


def without_weekday_of_date(question: str) -> str:
    """Return a text in which a date stands without its weekday: "Thursday 10 December".

    The date says which Thursday it is; the weekday alone would be read as the next one.
    """
    return _WEEKDAY_OF_DATE.sub("on ", question)


def dates_named(question: str, today: date) -> tuple[tuple[int, int, date], ...]:
    """Return the calendar dates of a text with their places: "14 dec", "March 15"."""
    found = list[tuple[int, int, date]]()
    for pattern in _DATES:
        for match in pattern.finditer(question):
            day = _dated(match, today)
            if day is not None and not any(
                a < match.end() and match.start() < b for a, b, _ in found
            ):
                found.append((match.start(), match.end(), day))
    return tuple(sorted(found))


def _dated(match: re.Match[str], today: date) -> date | None:
    number, month = int(match["number"]), match["month"]
    if not month:
        ahead = (today + timedelta(days=n) for n in range(62))
        return next((day for day in ahead if day.day == number), None)
    place = MONTHS.index(month[:3].lower()) + 1
    return next_date(place, number, today, int(match["year"]) if match["year"] else None)


def next_date(month: int, number: int, today: date, year: int | None = None) -> date | None:
    """Return the date with this month and number that is nearest, of this year or the next."""
    try:
        if year is not None:
            return date(year, month, number)
        found = date(today.year, month, number)
        past = found < today - timedelta(days=_LATELY)
        return date(today.year + 1, month, number) if past else found
    except ValueError:
        return None


_LATELY = 60
"""Days for which a date of this year is read as the one that is past."""


def easter(year: int) -> date:
    """Return Easter Sunday of a year (Gauss, in the form of Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    far = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + far - 7 * ((a + 11 * h + 22 * far) // 451) + 114, 31)
    return date(year, month, day + 1)
