"""What a person has begun and not finished: "six books, I've begun every one of them"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from core.offline.reading.numbers import parse_number

_N = r"(?P<n>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_BEGUN = (
    r"(?:unfinished|half[- ](?:read|finished|done|written|made|knitted|knit|sewn|built|painted|"
    r"completed)|begun|part[- ]read|abandoned)"
)
_NOUN = r"(?P<noun>[a-z]{3,}s)"
_HAVE = r"(?:(?:that |which )?(?:i|we)(?:['’]ve| have|['’]d)? )"
_STOCK = (
    re.compile(
        rf"\b(?:begun|began|started) {_N} (?:\w+ )?{_NOUN}\b[^.;!?]{{0,20}}\b(?:finished none|"
        r"none (?:is |are )?(?:done|finished)|never finished|not finished)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_N} {_BEGUN} {_NOUN}\b", re.IGNORECASE),
    re.compile(
        rf"\b{_N} (?:\w+ )?{_NOUN} {_HAVE}(?:already )?(?:begun|began|started|abandoned|"
        r"(?:left|put down|got) (?:half|unfinished)|never finished)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_N} (?:\w+ )?{_NOUN}\b[^.;!?]{{0,60}}\b(?:begun|began|started|half[- ](?:way|read)|"
        r"unfinished|not finished)\b[^.;!?]{0,12}\b(?:of them|them all|all|each)\b",
        re.IGNORECASE,
    ),
)
_ONE = re.compile(
    rf"\b(?:(?:my|the|a|an) {_BEGUN} (?P<noun>[a-z]+)|half an? (?P<half>[a-z]+)"
    r"(?=[.,;]| (?:is|that|i have|started|done)))",
    re.IGNORECASE,
)
_CACHED_TEXTS = 256
_NO_THING = frozenset(
    """
    hour day year month week minute dozen marathon times hours days weeks months years kilometre
    business baby job bottle litre pound stone life
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunStock:
    """How many things are begun, and what they are."""

    count: int
    noun: str
    """In the number that the count asks for: books, jumper."""


class BegunFinder:
    """Finds begun things in texts; it remembers them, because every stage of a plan asks."""

    def __init__(self) -> None:
        self.find = lru_cache(maxsize=_CACHED_TEXTS)(_find)


def find_begun(text: str) -> BegunStock | None:
    """Return the things of one kind that a text says are begun, or None."""
    return _FINDER.find(text)


def _find(text: str) -> BegunStock | None:
    for pattern in _STOCK:
        found = pattern.search(text)
        if found is None or found["noun"].lower() in _NO_THING:
            continue
        count = int(parse_number(found["n"]))
        if count > 1:
            return BegunStock(count=count, noun=found["noun"].lower())
    one = _ONE.search(text)
    if one is None:
        return None
    noun = (one["noun"] or one["half"]).lower()
    return None if noun in _NO_THING else BegunStock(count=1, noun=noun)


_FINDER = BegunFinder()
