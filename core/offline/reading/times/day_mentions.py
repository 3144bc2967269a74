"""Find the weekdays in a text: lists of them, those of some weeks only, and their lengths."""

import re
from collections.abc import Iterator

from core.offline.reading.facts import Span
from core.offline.reading.named_times import MONTH
from core.offline.reading.roles.slots.slot_times import WEEK, days_of
from core.offline.reading.times.time_mention import TimeKind, TimeMention
from core.offline.reading.times.time_patterns import CLOCK, DAYS, LENGTH, NAME, PART

_DATE = re.compile(rf",? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTH})\b", re.IGNORECASE)
_ONE_DAY = re.compile(
    r"\b(?:last|this|next|by|until|till|before|an?|the|one|that|since|from this)(?: on)? $",
    re.IGNORECASE,
)
_SOME_WEEKS = re.compile(
    r"\b(?:every|each) (?P<n>other|second|third|fourth|2nd|3rd|4th|two|three|four) $|"
    r"\b(?:alternat(?:e|ing)|fortnightly) $",
    re.IGNORECASE,
)
_OF_ITS_WEEKEND = re.compile(r"week ?-?ends?\W+(?=(?:on )?s(?:at|un))", re.IGNORECASE)
_ITS_LENGTH = re.compile(
    rf"(?P<joint>,? ?(?:and|plus|&) (?:on )?|, ?)(?P<day>{NAME}(?: (?P<part>{PART}))?)$",
    re.IGNORECASE,
)
"""The last day of a list, which may have a length of its own."""
_EACH_WAY = re.compile(
    r"\b(?:each|both|either) (?:ways?|direction)[^,.;]{0,20}$|\bthere and back[^,.;]{0,20}$",
    re.IGNORECASE,
)
"""On the way on some days, then a part of another: "each way Mon-Thu and Saturday mornings"."""
_NEAR = 40
"""Characters before a day in which the length stands that belongs to it."""


def day_mentions(text: str) -> Iterator[TimeMention]:
    """Yield each list of weekdays, with every how many weeks they are."""
    for match in DAYS.finditer(text):
        days, before = _every_day(match.group()), text[: match.start()]
        one = match.group().lower().endswith("day") and _ONE_DAY.search(before)
        if one or _DATE.match(text, match.end()):
            continue
        some = _SOME_WEEKS.search(before)
        start = match.start() if some is None else some.start()
        every = 1 if some is None else _weeks_between(some)
        if days and match.group().lower() not in {"sat", "sun", "wed"}:
            for span, own in _by_length(text, start, match):
                yield TimeMention(kind=TimeKind.DAYS, span=span, days=own or days, every=every)


def _weeks_between(some: re.Match[str]) -> int:
    word = (some["n"] or "").lower()
    return 3 if word.startswith(("th", "3")) else 4 if word.startswith(("f", "4")) else 2


def _by_length(
    text: str, start: int, match: re.Match[str]
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the days of a list; the last one apart if it has a length and the others have one.

    "8 to 10 on weekdays and Saturday six hours" are two lengths.
    """
    whole = Span(start=start, end=match.end(), text=text[start : match.end()])
    last = _ITS_LENGTH.search(match.group())
    behind = re.match(r",? (?:(?:for|from|between) )?", text[match.end() :])
    at = match.end() + (behind.end() if behind else 0)
    of_a_way = last is not None and last["part"] and _EACH_WAY.search(text[:start])
    timed = _starts_length(text, at) and (of_a_way or _ends_length(text[:start]))
    if last is None or not (timed or of_a_way):
        yield whole, ()
        return
    middle = match.start() + last.start()
    yield Span(start=start, end=middle, text=text[start:middle]), _every_day(text[start:middle])
    first = match.start() + last.start("day")
    yield Span(start=first, end=match.end(), text=last["day"]), _every_day(last["day"])


def _starts_length(text: str, at: int) -> bool:
    return any(pattern.match(text, at) is not None for pattern in (LENGTH, CLOCK))


def _ends_length(before: str) -> bool:
    """Return whether a length stands directly before the days it is for."""
    rest = re.sub(r"(?: (?:on|every|each|in the|of))* $", "", before[-_NEAR:])
    return any(
        match.end() == len(rest) for pattern in (LENGTH, CLOCK) for match in pattern.finditer(rest)
    )


def _every_day(words: str) -> tuple[str, ...]:
    narrower = _OF_ITS_WEEKEND.search(words)
    words = words if narrower is None else words[narrower.end() :]
    nights = re.search(r"week ?nights?\b", words, re.IGNORECASE)
    return tuple(
        day for day in WEEK if day in days_of(words) or (nights and day not in {"Sat", "Sun"})
    )
