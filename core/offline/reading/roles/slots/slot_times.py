"""Read days, rates and hours in slots that are known to name them."""

import re
from dataclasses import replace

from core.offline.reading.calendar import WEEKDAYS
from core.offline.reading.facts import Frequency, Hours, Span
from core.offline.reading.frequency import parse_frequency, parse_hours
from core.offline.reading.numbers import NUMBER, NUMBER_OR_ARTICLE, parse_number

WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY_WORDS = {
    **WEEKDAYS,
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
    "thu": 3,
    "m": 0,
    "w": 2,
    "f": 4,
}
_DAY = "|".join(sorted((d for d in _DAY_WORDS if len(d) > 1), key=len, reverse=True))
_RANGE = re.compile(
    rf"\b({_DAY})s?\.? ?(?:-|–|—|to|thru|through|till|until) ?({_DAY})s?\b", re.IGNORECASE
)
_ONE = re.compile(rf"\b({_DAY})s?\b", re.IGNORECASE)
_LETTERS = re.compile(r"\b[MWF](?:/[MWFT])+\b")
_TIME = re.compile(
    rf"(?P<n>{NUMBER_OR_ARTICLE})(?: ?(?:-|–|to|or|and) ?(?P<high>{NUMBER}))?[ -]?"
    r"(?P<unit>hours?|hrs?|h|minutes?|mins?|m)\b(?: and a half)?",
    re.IGNORECASE,
)
_CLOCK_SPAN = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s?(?:-|–|to)\s?(\d{1,2})(?:[:.](\d\d))?\b")
_HALF = re.compile(r"\band a half\b", re.IGNORECASE)
_PER_DAY = re.compile(
    r"\b(?:(?:a|per|each|every|most|/) ?(?:day|night|evening|morning|weekday)s?|daily|nightly)\b",
    re.IGNORECASE,
)
IN_ALL = r",? (?:(?:in )?total|in all|all in|all told|altogether|combined|between them|in sum)\b"
"""The hours of all sessions of a week together."""
_PER_WEEK = re.compile(
    r"(?:\b(?:a|per|each|every) (?:week|wk)|/ ?w(?:ee)?k|\bweekly|\bin the week|\btotal)\b|"
    rf"{IN_ALL}",
    re.IGNORECASE,
)
_EVERY_N_DAYS = re.compile(rf"\bevery (?P<n>{NUMBER}) days\b", re.IGNORECASE)
_BARE_TIMES = re.compile(
    rf"\b(?P<n>{NUMBER}|once|twice)(?: ?(?:-|–|to|or) ?(?P<high>{NUMBER}))? ?"
    r"(?:x|×|times?|days?|nights?|evenings?|mornings?|sessions?)?(?: ?(?:a|per|each|/|every))? ?"
    r"(?P<per>day|week|wk|month|year)?s?\b",
    re.IGNORECASE,
)
_ONLY_PERIOD = re.compile(r"(?:a|per|/) ?(?:week|month|year)", re.IGNORECASE)
_MOST = re.compile(r"\bmost (?:days|nights|evenings|mornings)\b", re.IGNORECASE)
_ONCE = {"once": 1.0, "twice": 2.0}
_EVERY = re.compile(
    r"\b(?:every|each|any|all) ?(?:single )?(?P<per>day|night|evening|morning|lunch\w*|"
    r"bedtime|shift|meal|weekday|school night|work night|workday|week|month|year)s?\b|"
    r"\b(?P<adverb>daily|nightly|weekly|monthly)\b",
    re.IGNORECASE,
)
_FIVE_DAYS = frozenset({"weekday", "school night", "work night", "workday", "shift"})


def days_of(text: str) -> tuple[str, ...]:
    """Return the weekdays that a phrase about days names, in the order of the week."""
    named: set[int] = set()
    for match in _RANGE.finditer(text):
        first, last = (_DAY_WORDS[match[group].lower()] for group in (1, 2))
        named |= {day % 7 for day in range(first, last + 1 if last >= first else last + 8)}
    named |= {_DAY_WORDS[match[1].lower()] for match in _ONE.finditer(text)}
    for match in _LETTERS.finditer(text):
        named |= {_DAY_WORDS.get(letter.lower(), 1) for letter in match.group().split("/")}
    lowered = text.lower()
    if re.search(r"week-?ends?\b", lowered):
        named |= {5, 6}
    if re.search(r"\b(?:week ?days?|school nights?|work ?days?|work nights?)\b", lowered):
        named |= {0, 1, 2, 3, 4}
    return tuple(WEEK[day] for day in sorted(named))


def rate_of(span: Span) -> Frequency | None:
    """Return how often, from a phrase that is known to say it."""
    text = span.text
    days = days_of(text)
    every = _EVERY_N_DAYS.search(text)
    if every is not None and parse_number(every["n"]) > 0:
        return Frequency(times=round(7 / parse_number(every["n"]), 2), per="week", span=span)
    if _ONLY_PERIOD.fullmatch(text.strip()):  # "10 pages | a week" is one pace, not once a week
        return None
    found = parse_frequency(text)
    if found is not None:
        return replace(found, span=span, days=found.days or days)
    match = _BARE_TIMES.search(text)
    if match is not None and (match["per"] or re.search(r"\d ?x|times|nights|days", text)):
        times = _ONCE.get(match["n"].lower()) or parse_number(match["high"] or match["n"])
        per = {"wk": "week", None: "week"}.get(match["per"], match["per"])
        return Frequency(times=times, per=per or "week", span=span, days=days)
    if days:
        return Frequency(times=float(len(days)), per="week", span=span, days=days)
    return _every(span)


def minutes_of(text: str) -> float | None:
    """Return the minutes of a phrase such as "an hour and a half", "5:30-6:30".

    Of "2 or 3 hours" it is the lower number: a plan has to fit the weeks with less time, too.
    """
    match = _TIME.search(text)
    if match is None:
        clock = _CLOCK_SPAN.search(text)
        if clock is None:
            return None
        start = int(clock[1]) * 60 + int(clock[2] or 0)
        end = int(clock[3]) * 60 + int(clock[4] or 0)
        return float((end - start) % 720) or None
    value = parse_number(match["n"]) + 0.5 * bool(_HALF.search(match.group()))
    return value * (60 if match["unit"].lower().startswith("h") else 1)


def hours_of(
    span: Span, frequency: Frequency | None, days: tuple[str, ...]
) -> tuple[Hours | None, float | None]:
    """Return (weekly hours, minutes of one session); either may be unknown."""
    minutes = minutes_of(span.text)
    if minutes is None:
        return parse_hours(span.text), None
    text = span.text
    if _PER_WEEK.search(text):
        return Hours(per_week=round(minutes / 60, 2), span=span), None
    stated = parse_hours(text)
    if stated is not None:
        return replace(stated, span=span), minutes
    if _PER_DAY.search(text):
        times = 5.0 if re.search(r"weekday|most", text, re.IGNORECASE) else 7.0
        times = frequency.per_week if frequency is not None else float(len(days) or times)
    elif frequency is not None:
        times = frequency.per_week
    elif days:
        times = float(len(days))
    else:
        return None, minutes
    return Hours(per_week=round(minutes * min(times, 14) / 60, 2), span=span), minutes


def is_range(text: str) -> bool:
    """Return whether a phrase names two lengths of time: "6-7 hours"."""
    match = _TIME.search(text)
    return match is not None and match["high"] is not None


def says_per_day(text: str) -> bool:
    """Return whether a phrase gives an amount for each day: "40 minutes a morning"."""
    return _PER_DAY.search(text) is not None


def _every(span: Span) -> Frequency | None:
    match = _EVERY.search(span.text)
    if match is None:
        most = _MOST.search(span.text)
        return Frequency(times=5.0, per="week", span=span) if most else None
    word = (match["per"] or match["adverb"]).lower().rstrip("s")
    if word in _FIVE_DAYS:
        return Frequency(times=5.0, per="week", span=span)
    per = {"weekly": "week", "monthly": "month"}.get(word, word)
    return Frequency(times=1.0, per=per if per in {"week", "month", "year"} else "day", span=span)
