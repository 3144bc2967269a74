"""Parse frequencies and weekly hours: "twice a week", "on Mondays", "5 hours a week"."""

import re

from core.offline.reading.calendar import WEEKDAYS
from core.offline.reading.facts import Frequency, Hours, Span
from core.offline.reading.numbers import NUMBER, NUMBER_OR_ARTICLE, parse_number

_PER = (
    r"(?:a|an|per|each|every|/) ?(?P<per>day|night|evening|morning|weekday|week|weekend|month|"
    r"year|wk)s?\b"
)
_ADVERB = r"(?P<adverb>daily|weekly|monthly|nightly|yearly)\b"
_UNIT_OF = {
    "day": "day",
    "night": "day",
    "evening": "day",
    "morning": "day",
    "afternoon": "day",
    "lunch": "day",
    "week": "week",
    "wk": "week",
    "month": "month",
    "year": "year",
    "daily": "day",
    "everyday": "day",
    "nightly": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
}
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_DAY = "|".join(sorted((d for d in WEEKDAYS if len(d) > 3), key=len, reverse=True))
_SHORT_DAYS = tuple(name for name in WEEKDAYS if len(name) == 3)
_ANY_DAY = "|".join(sorted((*WEEKDAYS, "tues", "weds", "thurs", "thur"), key=len, reverse=True))
_ONE_DAY = re.compile(rf"\b({_ANY_DAY})s?\b", re.IGNORECASE)
_FULL_DAY = re.compile(rf"\b({_DAY})s?\b", re.IGNORECASE)
_LIST_OF_DAYS = re.compile(
    rf"\b(?:{_ANY_DAY})s?(?:(?:,? and |,? or | ?& ?|, ?| ?/ ?| ?\+ ?)(?:{_ANY_DAY})s?\b)+",
    re.IGNORECASE,
)
_REPEATED_DAY = re.compile(
    rf"\b(?:(?:{_DAY})s\b|(?:every|each) (?:\w+ and )?(?:{_DAY})\b)", re.IGNORECASE
)

_COUNTED = re.compile(
    rf"\b(?:(?P<word>once|twice|thrice)|(?P<n>{NUMBER})(?: ?(?:-|–|to|or) ?(?P<high>{NUMBER}))? ?"
    rf"(?:x|×|times?|days?|nights?|mornings?|evenings?|sessions?|workouts?|runs?|lessons?|classes))"
    rf" ?(?:{_PER}|{_ADVERB}|out of 7)",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:(?:every|each)(?: single)? (?P<other>other |second |third |two |2 )?"
    r"(?P<per>day|night|evening|morning|afternoon|lunch|weekday|weekend|week|month|year)s?\b|"
    r"(?P<adverb>daily|everyday|nightly|weekly|monthly)\b)",
    re.IGNORECASE,
)
_EVERY_N_DAYS = re.compile(rf"\bevery (?P<n>{NUMBER}) days\b", re.IGNORECASE)
_RATE = re.compile(rf"\b(?P<n>{NUMBER})\s?[a-z€$£%-]*(?: [a-z-]+){{0,3}}? ?{_PER}", re.IGNORECASE)
_WEEKDAYS = re.compile(
    rf"\b(?:on|every|each)? ?(?P<days>(?:(?:{_DAY})s?(?:,? and | & |, ?|/| or )?){{1,7}})",
    re.IGNORECASE,
)
_HOURS = re.compile(
    rf"\b(?P<n>{NUMBER_OR_ARTICLE})(?: ?(?:-|–|to|or|and) ?(?P<high>{NUMBER}))?[ -]?"
    rf"(?P<unit>hours?|hrs?|h|minutes?|mins?)\b(?: [a-z]+){{0,4}}? ?(?:,? ?(?P<word>once|twice)|"
    rf",? ?(?P<times>{NUMBER}) ?(?:times?|x|days?|"
    rf"nights?|mornings?))? ?(?:{_PER}|{_ADVERB})",
    re.IGNORECASE,
)


_DENIED = re.compile(
    r"(?:\b(?:not|dont|never|rather than|instead of|no need to|without)|n['’]t)\b"
    r"(?: (?:do|have|want|need|go|going|be|to|it|that|this|really|necessarily|at|on|quite|like|"
    r"train|practise|practice|exercise|run|work|out|about))*"
    r" (?:every ?(?:single )?(?:day|night|evening|morning|week|weekday|weekend)|daily|nightly|"
    r"weekly|(?:\d|once|twice|five|six|seven)(?: times| days)? a (?:day|week))\b",
    re.IGNORECASE,
)
"""A rhythm that is ruled out: "not every day"."""


_NOT_DAILY = 4.0


def without_denied(text: str) -> str:
    """Return a text of the same length with the rhythms that it rules out blanked."""
    return _DENIED.sub(lambda match: " " * len(match.group()), text)


def parse_frequency(text: str) -> Frequency | None:
    """Return the frequency in the text, or None; what the text rules out is none.

    "Not every day" alone leaves four days of the week.

    Counts ("twice a week") take precedence over named days, and these over "every day".
    """
    left = without_denied(text)
    found = _stated_frequency(left)
    if found is not None or left == text:
        return found
    denied = _DENIED.search(text)
    daily = denied is not None and re.search(r"day|daily|night", denied.group(), re.IGNORECASE)
    return Frequency(times=_NOT_DAILY, per="week", span=_span(denied)) if denied and daily else None


def _stated_frequency(text: str) -> Frequency | None:
    match = _COUNTED.search(text)
    if match is not None:
        return Frequency(
            times=_count(match), per=_per(match), span=_span(match), days=_days_in(text)
        )
    days = _days_in(text)
    if days:
        found = _LIST_OF_DAYS.search(text) or _WEEKDAYS.search(text)
        if found is not None:
            return Frequency(times=float(len(days)), per="week", span=_span(found), days=days)
    match = _EVERY_N_DAYS.search(text)
    if match is not None and parse_number(match["n"]) > 0:
        return Frequency(times=7 / parse_number(match["n"]), per="week", span=_span(match))
    match = _EVERY.search(text)
    if match is not None:
        return _every(match)
    match = _RATE.search(text)
    return None if match is None else _every(match)


def _count(match: re.Match[str]) -> float:
    if match["word"]:
        return _TIMES[match["word"].lower()]
    return parse_number(match["high"] or match["n"])


def _per(match: re.Match[str]) -> str:
    word = (match["per"] or match["adverb"] or "week").lower()
    return _UNIT_OF.get(word, "week")


def _every(match: re.Match[str]) -> Frequency:
    groups = match.groupdict()
    word = (groups.get("per") or groups.get("adverb") or "day").lower()
    if word in {"weekday", "weekend"}:
        return Frequency(times=5.0 if word == "weekday" else 2.0, per="week", span=_span(match))
    per = _UNIT_OF.get(word, "day")
    other = (groups.get("other") or "").strip()
    if other:
        return Frequency(
            times=7 / (3 if other == "third" else 2) if per == "day" else 0.5,
            per="week",
            span=_span(match),
        )
    return Frequency(times=1.0, per=per, span=_span(match))


def _days_in(text: str) -> tuple[str, ...]:
    """Return the weekdays of "on Mondays", "every Sunday" or a list such as "Mon, Wed and Fri"."""
    listed = _LIST_OF_DAYS.search(text)
    named = {m[1].lower()[:3] for m in _ONE_DAY.finditer(listed.group())} if listed else set()
    if named or _REPEATED_DAY.search(text):
        named |= {m[1].lower()[:3] for m in _FULL_DAY.finditer(text)}
    return tuple(day.capitalize() for day in _SHORT_DAYS if day in named)


def parse_hours(text: str) -> Hours | None:
    """Return the weekly hours of "5 hours a week" or "45 min three times a week", or None.

    Of "6-7 hours" they are the lower ones.
    """
    match = _HOURS.search(text)
    if match is None:
        return None
    each = parse_number(match["n"])
    hours = each / 60 if match["unit"].lower().startswith("m") else each
    per = (match["per"] or match["adverb"] or "week").lower()
    times = (
        _TIMES[match["word"].lower()]
        if match["word"]
        else parse_number(match["times"])
        if match["times"]
        else 1.0
    )
    weekly = {
        "weekday": 5.0,
        "weekend": 1.0,
        "month": 7 / 30.4,
        "monthly": 7 / 30.4,
        "year": 1 / 52,
    }
    per_week = weekly.get(per, 7.0 if _UNIT_OF.get(per) == "day" else 1.0)
    return Hours(per_week=round(hours * times * per_week, 2), span=_span(match))


def _span(match: re.Match[str]) -> Span:
    text = match.group()
    start = match.start() + len(text) - len(text.lstrip())
    stripped = text.strip(" ,")
    return Span(start=start, end=start + len(stripped), text=stripped)
