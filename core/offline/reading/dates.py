"""Parse the deadline in a goal text, relative to a given date."""

import re
from datetime import date

from core.offline.reading.calendar import MONTHS_MULTILINGUAL, ORDINALS, WEEKDAYS
from core.offline.reading.date_rules import (
    DateRule,
    a_year_on,
    after_duration,
    before_event_in,
    day_month,
    day_of_month,
    dotted_date,
    end_of_named,
    end_of_period,
    end_of_short,
    in_month,
    iso_date,
    named_holiday,
    next_session,
    numeric_date,
    part_of_month,
    quarter,
    relative_day,
    season,
    weekday,
    weekend,
    year_alone,
)
from core.offline.reading.facts import Deadline, Span
from core.offline.reading.named_times import (
    HOLIDAY,
    MONTH,
    SEASON,
    YEAR_ITSELF,
    end_of_next_year,
    last_day_of,
    number_next_year,
)
from core.offline.reading.numbers import NUMBER_OR_ARTICLE
from core.offline.reading.times import parts_of_time

_DAYS = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_BY = (
    r"(?:bis(?: zum)?|by|before|until|till|til|due(?: on)?|no later than|in time for|ahead of|"
    r"prior to)"
)
_YEAR = r"(?:,? ?(?:of )?(?P<year>(?:19|20)\d\d)\b)?"
_PERIOD = r"(?P<unit>days?|weeks?|months?|years?|fortnights?|wks?|mos?|yrs?)"
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_MORE_DAYS = rf"(?:,? ?(?:and|&|or|/|,|-|–) ?(?:{_DAYS})\b)"
"""A list of weekdays is a rhythm, not a last day."""


_PATTERNS: tuple[tuple[str, DateRule], ...] = (
    (
        (
            rf"(?:(?:{_BY}|on) )?\b(?P<y>(?:19|20)\d\d)"
            r"(?P<mark>[-/.])(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?)"
            r"(?!\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
        ),
        iso_date,
    ),
    (
        (
            rf"(?:(?:{_BY}|on|for|at)(?: the)? )?\b(?P<day>\d{{1,2}}|{_ORDINAL})(?:st|nd|rd|th)?"
            rf"(?: of)? (?P<month>{MONTH})\b\.?{_YEAR}"
        ),
        day_month,
    ),
    (
        (
            rf"(?:(?:{_BY}|on|for|at) )?\b(?P<month>{MONTH})\.? (?:the )?(?P<day>\d{{1,2}})(?:st|"
            rf"nd|rd|th)?\b(?! ?(?:km|mi|h)\b|:\d){_YEAR}"
        ),
        day_month,
    ),
    (
        rf"(?:{_BY}|on) (?P<a>\d\d?)(?P<mark>[/.])(?P<b>\d\d?)(?P=mark)(?P<y>\d{{4}}|\d\d)\b",
        numeric_date,
    ),
    (rf"(?:{_BY}|on) (?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})\b(?!/)(?P<y>)", numeric_date),
    # Without a year 2.5 is a number and 6.30 a clock, unless the phrase ends there and is a day.
    (
        rf"(?:{_BY}|on) (?P<a>[12]?\d|3[01])\.(?P<b>1[0-2]|0?[1-9])\.?(?=\s*(?:$|[,;!?)]))(?P<y>)",
        dotted_date,
    ),
    (r"\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4})\b", numeric_date),
    *parts_of_time.patterns(_BY),
    (
        (
            rf"\b(?:(?:{_BY}|at|in|around|during)(?: the)? )?(?P<part>middle of|mid[- ]?|start of|"
            rf"beginning of|first week of|second week of|third week of|last week of) ?(?:the )?"
            rf"(?P<month>{MONTH})\b{_YEAR}"
        ),
        part_of_month,
    ),
    (
        (
            rf"\b(?:{_BY}|on|around) (?:the )?(?P<day>\d\d?)(?:st|nd|rd|th)\b(?: of (?:the |this )?"
            r"(?P<which>next )?month)?(?! (?:birthday|anniversary|grade|floor|week|day|time|of))"
        ),
        day_of_month,
    ),
    (rf"\b(?:{_BY} |at )?(?:the )?\bEO(?P<unit>[YQMW])\b", end_of_short),
    (rf"\b{_BY} (?:the |next )?week-?end\b", weekend),
    (
        (
            r"\b(?:bis ende|(?:d['’]ici )?fin)(?: de)? "
            rf"(?P<month>{'|'.join(MONTHS_MULTILINGUAL)})\b"
            rf"{_YEAR}"
        ),
        end_of_named,
    ),
    (
        (
            rf"(?:\b(?:{_BY}|at|in|this))?(?: the)?(?: ?\bend of)? ?\bq(?P<q>[1-4])\b(?:,? ?(?:of "
            r")?(?P<year>20\d\d))?"
        ),
        quarter,
    ),
    (
        (
            rf"\b(?:(?:{_BY}|at|in) )?(?:the )?end of (?:the )?(?P<period>(?:this |next |"
            r"last )?(?:week|month|quarter|year|semester|term))\b"
        ),
        end_of_period,
    ),
    (
        (
            rf"\b(?P<word>(?:(?:{_BY}|at|in) )?(?:the )?end (?:of )?|(?:{_BY}|in|"
            r"during|throughout|all of) )(?P<y>20\d\d)\b(?![-/.]\d)"
        ),
        year_alone,
    ),
    (YEAR_ITSELF, year_alone),
    (
        (
            rf"\b(?:{_BY}|for|at)\s(?:my|our|the|his|her|a)\s(?:[\w'’-]+\s){{1,4}}?in "
            rf"(?P<month>{MONTH})\b{_YEAR}"
        ),
        before_event_in,
    ),
    (
        (
            r"\b(?P<word>in|during|this|next|by|before|until|till) (?:the |next )?(?:early |late "
            rf")?(?P<month>{MONTH})\b(?! ?\d:\d){_YEAR}"
        ),
        in_month,
    ),
    (
        (
            r"\b(?:in|within|over|for|during|inside|after|throughout)(?: (?:the|my|about|around|"
            rf"only|just|next|coming|following|under|less than))* (?P<n>{NUMBER_OR_ARTICLE})"
            rf"(?: ?(?:-|–|to|or) ?(?P<high>{NUMBER_OR_ARTICLE}))?[ -]{_PERIOD}\b"
            r"(?!(?: (?:a|per|each|every)\b)|[- ]olds?\b)"
        ),
        after_duration,
    ),
    (rf"\b(?P<n>{NUMBER_OR_ARTICLE})[ -]{_PERIOD}(?: from (?:now|today)| time)\b", after_duration),
    (rf"\b(?:the |my )?(?:next|coming) (?P<n>{NUMBER_OR_ARTICLE}) {_PERIOD}\b", after_duration),
    (
        (
            rf"\b(?P<word>{_BY}(?: the end of)?|at the end of|in|over|during|this|"
            rf"next)(?: the)?(?: this| next)? (?P<season>{SEASON})\b{_YEAR}"
        ),
        season,
    ),
    (
        (
            rf"\b(?:{_BY}|for|over|at|this|next|in|on) (?:the |next |an? |my |our )?"
            rf"(?P<holiday>{HOLIDAY})\b{_YEAR}"
        ),
        named_holiday,
    ),
    (rf"\b(?:{_BY}|this|next|on)(?: this| next)? (?P<day>{_DAYS})\b(?!s)(?!{_MORE_DAYS})", weekday),
    (
        r"\b(?:(?:by|until|before|due|end) )?(?P<word>tomorrow|yesterday|today|tonight)\b",
        relative_day,
    ),
    (rf"\b(?:{_BY} )?(?:this time next year|a year from now)\b", a_year_on),
    (
        (
            rf"\b(?:{_BY}|in|over|within|during)? ?\b(?P<period>(?:this|next) (?:week|month|"
            r"quarter|year))\b"
        ),
        end_of_period,
    ),
    (
        (
            rf"\b{_BY} (?:the |my |our )?(?:next|upcoming|following) (?:\w+ )?(?:session|visit|"
            r"appointment|check-?up|review|call|meeting)\b"
        ),
        next_session,
    ),
    (r"\bthis (?P<period>semester|term|year)\b", end_of_period),
    (rf"\b(?P<season>{SEASON}),? (?:of )?(?P<year>20\d\d)\b", season),
    (rf"\b(?P<holiday>{HOLIDAY}),? (?:of )?(?P<year>20\d\d)\b", named_holiday),
    (rf"\b(?P<month>{MONTH})\.?,? (?:of )?(?P<year>20\d\d)\b", end_of_named),
    (
        (
            rf"\b(?P<n>{NUMBER_OR_ARTICLE})[ -]{_PERIOD}\b(?= (?:challenge|plan|program|programme|"
            r"streak|course))"
        ),
        after_duration,
    ),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), reading) for pattern, reading in _PATTERNS)
_MAY_HOLD_DATE = re.compile(
    rf"\d|\b(?:{MONTH}|EO[YQMW]|week-?end|{_DAYS}|{SEASON}|{HOLIDAY}|"
    r"tomorrow|yesterday|today|tonight|end of|next|school|classes|college|semester|term|quarter|"
    r"this|"
    r"last|weeks?|months?|years?|days?|fortnights?)\b",
    re.IGNORECASE,
)

_PAST_TENSE = re.compile(
    r"(?:\b(?:have|has|had|been|haven't|smoked|was|were|did)\b|['’]ve\b)[^.,;]{0,40}$",
    re.IGNORECASE,
)


def parse_deadline(text: str, *, today: date) -> Deadline | None:
    """Return the deadline in `text`, or None; patterns are tried from most to least exact."""
    if not _MAY_HOLD_DATE.search(text):
        return None
    named = number_next_year(text, today)
    for pattern, reading in _COMPILED:
        for match in pattern.finditer(named):
            if reading is after_duration and _PAST_TENSE.search(text[: match.start()]):
                continue
            on, exact = reading(match, today)
            if on is not None:
                return Deadline(
                    on=last_day_of(match.group(), on) if exact else on,
                    span=_span_of(match, text),
                    exact=exact,
                    length_days=(on - today).days if reading is after_duration else None,
                )
    return None


def _span_of(match: re.Match[str], text: str) -> Span:
    """Return the matched words as the person wrote them."""
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    end = end_of_next_year(text, match.end())
    return Span(start=start, end=end, text=text[start:end].strip())
