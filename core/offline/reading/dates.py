"""Parse the deadline in a goal text, relative to a given date."""

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
from core.offline.reading.facts import Deadline, Span
from core.offline.reading.numbers import NUMBER_OR_ARTICLE, parse_number

_MONTH = "|".join(sorted((m for m in MONTHS if m != "may"), key=len, reverse=True)) + "|may"
_DAYS = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_BY = (
    r"(?:bis(?: zum)?|by|before|until|till|til|due(?: on)?|no later than|in time for|ahead of|"
    r"prior to)"
)
_YEAR = r"(?:,? ?(?:of )?(?P<year>(?:19|20)\d\d)\b)?"
_PERIOD = r"(?P<unit>days?|weeks?|months?|years?|fortnights?|wks?|mos?|yrs?)"
_SEASON = r"spring|summer|autumn|fall|winter"
_FEAST = (
    r"christmas|xmas|new year(?:'?s)?(?: eve)?|easter|thanksgiving|halloween|valentine'?s?(?: day)?"
)

DateMatch = tuple[date | None, bool]
DateRule = Callable[[re.Match[str], date], DateMatch]


def _year(match: re.Match[str]) -> int | None:
    year = match.groupdict().get("year")
    return int(year) if year else None


def _iso(match: re.Match[str], _: date) -> DateMatch:
    return date_or_none(int(match["y"]), int(match["m"]), int(match["d"])), True


def _slashed(match: re.Match[str], today: date) -> DateMatch:
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


def _day_month(match: re.Match[str], today: date) -> DateMatch:
    month, day, year = MONTHS[match["month"].lower()], int(match["day"]), _year(match)
    return (
        date_or_none(year, month, day) if year else next_occurrence(month, day, today=today)
    ), True


def _relative(match: re.Match[str], today: date) -> DateMatch:
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


def _quarter(match: re.Match[str], today: date) -> DateMatch:
    return end_of_quarter(int(match["q"]), _year(match), today=today), True


def _end_of_named(match: re.Match[str], today: date) -> DateMatch:
    return end_of_named_month(
        MONTHS_MULTILINGUAL[match["month"].lower()], _year(match), today=today
    ), True


def _in_named(match: re.Match[str], today: date) -> DateMatch:
    """Return the last day for "in June", the first for "by June", the day before for "before"."""
    month, year, word = MONTHS[match["month"].lower()], _year(match), match["word"].lower()
    if word in {"in", "during", "this"}:
        return end_of_named_month(month, year, today=today), False
    first = start_of_named_month(month, year, today=today)
    return (first - timedelta(days=1) if word == "before" else first), False


def _before_event_in(match: re.Match[str], today: date) -> DateMatch:
    first = start_of_named_month(MONTHS[match["month"].lower()], _year(match), today=today)
    return first - timedelta(days=1), False


def _end_of_period(match: re.Match[str], today: date) -> DateMatch:
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


def _year_alone(match: re.Match[str], _: date) -> DateMatch:
    year = int(match["y"])
    closed = match["word"].lower().strip() in {"by", "before", "until"}
    return date(year - 1 if closed else year, 12, 31), not closed


def _season(match: re.Match[str], today: date) -> DateMatch:
    word, season, year = (
        (match.groupdict().get("word") or "").lower(),
        match["season"].lower(),
        _year(match),
    )
    if word.startswith(("by", "before", "until")) and "end" not in word:
        return start_of_season(season, year, today=today) - timedelta(days=1), False
    return end_of_season(season, year, today=today), False


def _holiday(match: re.Match[str], today: date) -> DateMatch:
    return holiday(match["feast"].lower().replace("'", ""), _year(match), today=today), True


def _weekday(match: re.Match[str], today: date) -> DateMatch:
    return next_weekday(WEEKDAYS[match["day"].lower()], today=today), True


def _near_day(match: re.Match[str], today: date) -> DateMatch:
    word = match["word"].lower()
    return today + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0)), True


def _next_session(_: re.Match[str], today: date) -> DateMatch:
    """Return the day four weeks ahead for "by the next session", whose date is unknown."""
    return today + timedelta(days=28), False


_PATTERNS: tuple[tuple[str, DateRule], ...] = (
    (rf"(?:(?:{_BY}|on) )?\b(?P<y>\d{{4}})-(?P<m>\d\d?)-(?P<d>\d\d?)\b", _iso),
    (
        (
            rf"(?:(?:{_BY}|on|for|at)(?: the)? )?\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? "
            rf"(?P<month>{_MONTH})\b\.?{_YEAR}"
        ),
        _day_month,
    ),
    (
        (
            rf"(?:(?:{_BY}|on|for|at) )?\b(?P<month>{_MONTH})\.? (?:the )?(?P<day>\d{{1,2}})(?:st|"
            r"nd|rd|"
            rf"th)?\b(?! ?(?:km|mi|h)\b){_YEAR}"
        ),
        _day_month,
    ),
    (rf"(?:{_BY}|on) (?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})(?:[/.](?P<y>\d{{4}}|\d\d))?\b", _slashed),
    (r"\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4})\b", _slashed),
    (rf"\b(?:{_BY}|at|in)?(?: the)? ?\bend of (?P<month>{_MONTH})\b{_YEAR}", _end_of_named),
    (
        (
            r"\b(?:bis ende|(?:d['’]ici )?fin)(?: de)? "
            rf"(?P<month>{'|'.join(MONTHS_MULTILINGUAL)})\b"
            rf"{_YEAR}"
        ),
        _end_of_named,
    ),
    (
        (
            rf"(?:\b(?:{_BY}|at|in|this))?(?: the)?(?: ?\bend of)? ?\bq(?P<q>[1-4])\b(?:,? ?(?:of "
            r")?(?P<year>20\d\d))?"
        ),
        _quarter,
    ),
    (
        (
            rf"\b(?:(?:{_BY}|at|in) )?(?:the )?end of (?:the )?(?P<period>(?:this |next |last "
            r")?(?:week|"
            r"month|quarter|year|semester|term))\b"
        ),
        _end_of_period,
    ),
    (
        (
            rf"\b(?P<word>(?:(?:{_BY}|at|in) )?(?:the )?end (?:of )?|(?:{_BY}|in|during) "
            r")(?P<y>20\d\d)\b"
        ),
        _year_alone,
    ),
    (
        (
            rf"\b(?:{_BY}|for|at)\s(?:my|our|the|his|her|a)\s(?:[\w'’-]+\s){{1,4}}?in "
            rf"(?P<month>{_MONTH})\b{_YEAR}"
        ),
        _before_event_in,
    ),
    (
        (
            r"\b(?P<word>in|during|this|by|before|until|till) (?:the )?(?:early |mid[- ]?|late "
            rf")?(?P<month>{_MONTH})\b{_YEAR}"
        ),
        _in_named,
    ),
    (
        (
            r"\b(?:in|within|over|for|during|inside|after|throughout)(?: (?:the|my|about|around|"
            r"only|just|"
            rf"next|coming|following|under|less than))* (?P<n>{NUMBER_OR_ARTICLE})[ "
            rf"-]{_PERIOD}\b(?! (?:a|"
            r"per|each|every)\b)"
        ),
        _relative,
    ),
    (rf"\b(?P<n>{NUMBER_OR_ARTICLE})[ -]{_PERIOD}(?: from (?:now|today)| time)\b", _relative),
    (rf"\b(?:the |my )?(?:next|coming) (?P<n>{NUMBER_OR_ARTICLE}) {_PERIOD}\b", _relative),
    (
        (
            rf"\b(?P<word>{_BY}(?: the end of)?|at the end of|in|over|during|this|next)(?: "
            r"the)?(?: this| "
            rf"next)? (?P<season>{_SEASON})\b{_YEAR}"
        ),
        _season,
    ),
    (rf"\b(?:{_BY}|for|over|at|this|in) (?:the )?(?P<feast>{_FEAST})\b{_YEAR}", _holiday),
    (rf"\b(?:{_BY}|this|next|on)(?: this| next)? (?P<day>{_DAYS})\b(?!s)", _weekday),
    (r"\b(?:(?:by|until|before|due|end) )?(?P<word>tomorrow|yesterday|today|tonight)\b", _near_day),
    (
        (
            rf"\b(?:{_BY}|in|over|within|during)? ?\b(?P<period>(?:this|next) (?:week|month|"
            r"quarter|"
            r"year))\b"
        ),
        _end_of_period,
    ),
    (
        (
            rf"\b{_BY} (?:the |my |our )?(?:next|upcoming|following) (?:\w+ )?(?:session|visit|"
            r"appointment|"
            r"check-?up|review|call|meeting)\b"
        ),
        _next_session,
    ),
    (r"\bthis (?P<period>semester|term|year)\b", _end_of_period),
    (rf"\b(?P<season>{_SEASON}),? (?:of )?(?P<year>20\d\d)\b", _season),
    (rf"\b(?P<feast>{_FEAST}),? (?:of )?(?P<year>20\d\d)\b", _holiday),
    (rf"\b(?P<month>{_MONTH})\.?,? (?:of )?(?P<year>20\d\d)\b", _end_of_named),
    (
        (
            rf"\b(?P<n>{NUMBER_OR_ARTICLE})[ -]{_PERIOD}\b(?= (?:challenge|plan|program|programme|"
            r"streak|course))"
        ),
        _relative,
    ),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), reading) for pattern, reading in _PATTERNS)
_MAY_HOLD_DATE = re.compile(
    rf"\d|\b(?:{_MONTH}|{_DAYS}|{_SEASON}|{_FEAST}|tomorrow|yesterday|today|tonight|end of|next|"
    r"this|"
    r"last|weeks?|months?|years?|days?)\b",
    re.IGNORECASE,
)

_PAST_TENSE = re.compile(
    r"\b(?:have|has|had|been|haven't|smoked|was|were|did)\b[^.,;]{0,40}$", re.IGNORECASE
)


def parse_deadline(text: str, *, today: date) -> Deadline | None:
    """Return the deadline in `text`, or None; patterns are tried from most to least exact."""
    if not _MAY_HOLD_DATE.search(text):
        return None
    for pattern, reading in _COMPILED:
        for match in pattern.finditer(text):
            if reading is _relative and _PAST_TENSE.search(text[: match.start()]):
                continue
            on, exact = reading(match, today)
            if on is not None:
                return _deadline(
                    match,
                    on,
                    exact=exact,
                    length=(on - today).days if reading is _relative else None,
                )
    return None


def _deadline(match: re.Match[str], on: date, *, exact: bool, length: int | None) -> Deadline:
    text = match.group()
    start = match.start() + len(text) - len(text.lstrip())
    return Deadline(
        on=on,
        exact=exact,
        length_days=length,
        span=Span(start=start, end=match.end(), text=text.strip()),
    )
