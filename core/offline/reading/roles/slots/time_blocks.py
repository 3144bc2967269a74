"""Add up the hours of a week that a text names block by block: "Saturdays 7-10 and two lunches"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.offline.reading.facts import Hours, Span
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.roles.slots.slot_times import days_of, minutes_of

_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_PART = r"(?:mornings?|afternoons?|evenings?|nights?|lunch(?:es|times?)?)"
_LENGTH = rf"(?:{NUMBER}|an?|half an)(?: and a half)? ?-?(?:hours?|hrs?|h|minutes?|mins?)\b"
_CLOCKS = (
    r"\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)? ?(?:-|–|to|till|until) ?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?\b"
)
_DAYS = rf"{_DAY}(?:(?:,| and| &|,? or) {_DAY})*(?: {_PART})?"
_BLOCK = re.compile(
    rf"\b(?:(?P<n>{NUMBER}|an?|both|every) (?:[a-z-]+ ){{1,3}}of (?:about |around )?"
    rf"(?P<of>{_LENGTH})"
    rf"|(?P<days>{_DAYS}),? (?:from |between )?(?P<clocks>{_CLOCKS})"
    rf"|(?P<dur>{_LENGTH}) (?:(?:on|every|each|most) )?(?P<on>{_DAYS}))",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"[ ,]*(?:and|plus|&|\+|then|as well as|,)(?: (?:also|maybe|then|about|another))*[ ,]*",
    re.IGNORECASE,
)
_SESSIONS = re.compile(
    r"[\w-]+ (?:[a-z-]+ )?(?:breaks?|lunch(?:es|times)?|mornings?|evenings?|nights?|sessions?|"
    r"slots?) of",
    re.IGNORECASE,
)
"""Blocks that are time for it by their name, even if there is only one kind of them."""
_CLOCK = re.compile(r" ?(?:am|pm)", re.IGNORECASE)
_DAYS_ALONE = re.compile(_DAY, re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBlocks:
    """The blocks of a week: their hours together, how many they are, and where they stand."""

    hours: Hours
    sessions: float
    has_other_days: bool
    """Whether some are on no day that is named."""


def find_time_blocks(text: str) -> TimeBlocks | None:
    """Return the blocks of a week that stand side by side, or None if the text lists none."""
    run: list[tuple[re.Match[str], float, float]] = []
    for block in _blocks(text):
        if run and not _JOINED.fullmatch(text, run[-1][0].end(), block[0].start()):
            if len(run) > 1:
                break
            run = []
        run.append(block)
    if len(run) < 2 and not (run and _SESSIONS.match(run[0][0].group()) and run[0][1] > 1):
        return None
    start, end = run[0][0].start(), run[-1][0].end()
    return TimeBlocks(
        hours=Hours(
            per_week=round(sum(count * minutes for _, count, minutes in run) / 60, 2),
            span=Span(start=start, end=end, text=text[start:end]),
        ),
        sessions=sum(count for _, count, _ in run),
        has_other_days=any(match["of"] for match, _, _ in run),
    )


def _blocks(text: str) -> Iterator[tuple[re.Match[str], float, float]]:
    """Yield each block with how often it comes in a week and its minutes."""
    for match in _BLOCK.finditer(text):
        length = match["of"] or match["dur"] or _CLOCK.sub("", match["clocks"] or "")
        minutes = minutes_of(length)
        days = days_of(match["days"] or match["on"] or "")
        count = float(len(days)) if match["of"] is None else _count(match["n"])
        if minutes and count:
            yield match, count, minutes


def _count(word: str) -> float:
    word = word.lower()
    return {"a": 1.0, "an": 1.0, "both": 2.0, "every": 0.0}.get(word) or parse_number(word)
