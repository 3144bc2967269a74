"""Read a part of a period: "by the end of June", "early next month", "the school year's end".

A period has a first and a last day; its part says where between them the day lies. Any part goes
with any period, so that nothing depends on the phrases that were thought of.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from core.offline.reading.calendar import (
    MONTHS,
    ORDINALS,
    WEEKDAYS,
    add_months,
    end_of_named_month,
    end_of_quarter,
    end_of_season,
    last_of_month,
    nth_of_month,
)
from core.offline.reading.named_times import MONTH, SEASON

Found = tuple[date | None, bool]
Period = tuple[date, date]

_DAYS = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_NTH = "first|second|third|fourth|last"
_PARTS: Mapping[str, float] = {
    "end": 1.0,
    "close": 1.0,
    "last": 1.0,
    "late": 1.0,
    "second half": 1.0,
    "mid": 0.5,
    "first half": 0.5,
    "early": 0.33,
    "start": 0.23,
    "beginning": 0.23,
}
"""The share of a period that has passed at the end of its part."""
_SCHOOL_ENDS = {"year": (6, 15), "spring": (5, 15), "fall": (12, 15), "summer": (8, 15)}
"""When the parts of a school year end, about."""
_MONTH = 31
_YEAR = r"(?:,? ?(?:of )?(?P<year>(?:19|20)\d\d)\b)?"
_PERIOD = (
    rf"(?:(?P<month>{MONTH})\b(?:\.(?= ?\d))?"
    r"|(?:(?P<quarter>first|second|third|fourth) quarter|q(?P<q>[1-4]))\b"
    rf"|(?P<school>(?:(?P<term>{SEASON}) )?(?:semester|term)|(?:school|academic) (?:year|term))\b"
    rf"|(?P<season>{SEASON})\b"
    rf"|(?P<unit>month|quarter|year)\b(?! \d)){_YEAR}"
)
_WHICH = r"(?:(?:the|this|my|our|coming) )?(?:(?P<next>next) )?"
_SCHOOL = r"(?:school|classes|college|uni|university)"
_BEFORE_SCHOOL = (
    rf"\b(?:before|by the time|until|till) (?:the )?(?:(?:new )?school year|{_SCHOOL}) "
    rf"(?:starts?|begins?|goes back|is back)\b(?: (?:again|back))?(?: in (?:{MONTH}))?"
)
_SCHOOL_OUT = (
    rf"\b(?:before|by the time|until|till|when) (?:the school year|{_SCHOOL}) "
    r"(?:ends|is (?:out|over)|lets out|breaks up|finishes)\b"
)


def patterns(by: str) -> tuple[tuple[str, Callable[[re.Match[str], date], Found]], ...]:
    """Return the phrases with what reads each of them; `by` is what leads to a last day."""
    lead = rf"\b(?:(?:{by}|at|in|around|towards?|near|during|through|for|on|over) )?"
    halves = r"(?:the )?(?P<part>first half|second half|last (?:day|week|weekend))"
    return (
        (
            (
                rf"{lead}(?:the )?(?P<nth>{_NTH}) (?P<day>{_DAYS}) (?:of|in) {_WHICH}"
                rf"(?:(?P<month>{MONTH})\b(?:\.(?= ?\d))?{_YEAR}|(?P<unit>month)\b)"
            ),
            nth_weekday,
        ),
        (rf"{lead}(?:{halves}) (?:of|in) {_WHICH}{_PERIOD}", part_of_period),
        (
            (
                rf"{lead}(?:the )?(?:very )?(?P<part>end|close|start|beginning)(?: of)? "
                rf"{_WHICH}{_PERIOD}"
            ),
            part_of_period,
        ),
        (
            rf"{lead}(?:the )?(?P<part>late|early|mid(?:dle)?)(?: (?:of|in))?[ -]{_WHICH}{_PERIOD}",
            part_of_period,
        ),
        (
            rf"{lead}(?:the )?{_WHICH}{_PERIOD}['’]s (?P<part>end|close|start|beginning)\b",
            part_of_period,
        ),
        (
            (
                rf"\b(?:before|by the time|until|till) {_WHICH}{_PERIOD} "
                r"(?P<part>is out|is over|is up|ends|closes)\b"
            ),
            part_of_period,
        ),
        (_BEFORE_SCHOOL, before_school),
        (_SCHOOL_OUT, school_is_out),
        (rf"\b(?:through|between now and|from now (?:to|until|till)) {_PERIOD}", through_period),
    )


def part_of_period(match: re.Match[str], today: date) -> Found:
    """Return the last day of a part of a period, the next one that has not passed."""
    part = _part_of(match["part"].lower())
    first, last = _period(match, today)
    on = _at(first, last, part)
    if "weekend" in match["part"].lower():
        on -= timedelta(days=(on.weekday() + 1) % 7)
    if on < today and not _year(match) and not match["next"]:
        on = _at(*_period(match, last + timedelta(days=1)), part)
    named = match["month"] or match["quarter"] or match["q"] or match["unit"]
    return on, part == "end" and bool(named)


def through_period(match: re.Match[str], today: date) -> Found:
    """Return the last day of "through June", and the first of "between now and June"."""
    first, last = _period(match, today)
    return (last if match.group().lower().startswith("through") else max(first, today)), False


def nth_weekday(match: re.Match[str], today: date) -> Found:
    """Return the date of "the second Saturday in May" or "the last Friday of the month"."""
    nth = match["nth"].lower()
    which = (WEEKDAYS[match["day"].lower()], -1 if nth == "last" else ORDINALS[nth])
    month = _period(match, today)[1]
    on = nth_of_month(month.year, month.month, *which)
    if on < today and not _year(match):
        month = _period(match, month + timedelta(days=1))[1]
        on = nth_of_month(month.year, month.month, *which)
    return on, True


def before_school(_: re.Match[str], today: date) -> Found:
    """Return the last day of August, before a school year begins."""
    return end_of_named_month(8, None, today=today), False


def school_is_out(_: re.Match[str], today: date) -> Found:
    """Return about when a school year ends."""
    return _next(_SCHOOL_ENDS["year"], today), False


def _part_of(words: str) -> str:
    if words.startswith(("is ", "ends", "closes")):
        return "end"
    found = next(part for part in _PARTS if words.startswith(part))
    return "end" if found == "close" or words == "last day" else found


def _at(first: date, last: date, part: str) -> date:
    days = (last - first).days + 1
    if _PARTS[part] == 0.5 and days <= _MONTH:
        return first.replace(day=15)
    return first + timedelta(days=max(1, round(days * _PARTS[part])) - 1)


def _year(match: re.Match[str]) -> int | None:
    year = match.groupdict().get("year")
    return int(year) if year else None


def _period(match: re.Match[str], today: date) -> Period:
    """Return the first and the last day of the period, the next that has not ended."""
    named = match.groupdict()
    if named.get("month"):
        last = end_of_named_month(MONTHS[match["month"].lower()], _year(match), today=today)
        return last.replace(day=1), last
    if named.get("school"):
        return _school_period(match["school"].lower(), match["term"], today)
    if named.get("season"):
        last = end_of_season(match["season"].lower(), _year(match), today=today)
        return add_months(last.replace(day=1), -2), last
    number = int(named.get("q") or ORDINALS.get((named.get("quarter") or "").lower(), 0))
    if number:
        last = end_of_quarter(number, _year(match), today=today)
        return add_months(last.replace(day=1), -2), last
    return _calendar_period(match["unit"].lower(), ahead=bool(named.get("next")), today=today)


def _calendar_period(unit: str, *, ahead: bool, today: date) -> Period:
    if unit == "year":
        return date(today.year + ahead, 1, 1), date(today.year + ahead, 12, 31)
    months = 3 if unit == "quarter" else 1
    anchor = add_months(today.replace(day=1), months * ahead)
    first = anchor.replace(month=(anchor.month - 1) // months * months + 1)
    end = add_months(first, months - 1)
    return first, last_of_month(end.year, end.month)


def _school_period(words: str, term: str | None, today: date) -> Period:
    if "year" in words:
        last = _next(_SCHOOL_ENDS["year"], today)
        return last - timedelta(days=285), last
    season = {"autumn": "fall", "winter": "fall"}.get((term or "").lower(), (term or "").lower())
    if season:
        last = _next(_SCHOOL_ENDS[season], today)
    else:
        last = min(_next(_SCHOOL_ENDS[name], today) for name in ("spring", "fall"))
    return last - timedelta(days=105), last


def _next(day: tuple[int, int], today: date) -> date:
    on = date(today.year, *day)
    return on if on >= today else date(today.year + 1, *day)
