"""The feasts that a text names: Christmas, New Year, Easter."""

import re
from datetime import date

from core.offline.chat.question.dates import dates_named, easter, next_date

_FEASTS = (
    (re.compile(r"\bchristmas eve\b", re.IGNORECASE), (12, 24)),
    (re.compile(r"\bchristmas(?: day)?\b", re.IGNORECASE), (12, 25)),
    (re.compile(r"\bnew year['’]?s eve\b", re.IGNORECASE), (12, 31)),
    (re.compile(r"\bnew year\b(?:['’]?s day)?", re.IGNORECASE), (1, 1)),
)
_EASTER = re.compile(r"\beaster\b(?: sunday)?", re.IGNORECASE)
_NAMES_A_THING = re.compile(
    r"^(?:['’]s)? (?!(?:is|are|and|or|but|to|till?|until|then|what|how|when|can|should|in|on|at|i|"
    r"we|so|because|while|if|with|this|next|eve|day|week)\b)[^\W\d_]+",
    re.IGNORECASE,
)
"""What follows a feast that only names a thing: "the christmas party on 12 December"."""


def feasts_named(question: str, today: date) -> tuple[tuple[int, int, date], ...]:
    """Return the first feast of a text with its place; a feast that only names a thing is none."""
    dated = bool(dates_named(question, today))
    for pattern, (month, number) in _FEASTS:
        match = pattern.search(question)
        day = next_date(month, number, today) if match is not None else None
        if match is None or day is None:
            continue
        if not dated or not _NAMES_A_THING.search(question[match.end() :]):
            return ((match.start(), match.end(), day),)
    if (match := _EASTER.search(question)) is not None:
        day = next(d for y in (today.year, today.year + 1) if (d := easter(y)) >= today)
        return ((match.start(), match.end(), day),)
    return ()
