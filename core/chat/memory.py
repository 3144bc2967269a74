"""What the coach remembers of a person within one goal: short lines in their own words."""

import re
from dataclasses import dataclass
from datetime import datetime

from core.errors import InvalidInput
from core.goals.goal import clean_text
from core.goals.weeks import DAYS, Day

MAX_MEMORIES = 20
MAX_MEMORY_CHARACTERS = 160
_DAY = re.compile(
    r"\b(mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?s?\b", re.IGNORECASE
)
_WEEKEND = re.compile(r"\bweek-?ends?\b", re.IGNORECASE)
_RULED_OUT = re.compile(
    r"\b(?:out|never|can(?:'t|not| not)|cannot|no time|not possible|impossible|don't work|"
    r"doesn't work|closed|full|busy|not on|don't plan|no)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:hurts?|aches?|pain(?:ful)?|sore|injur\w+|weak|swollen|asthma|knees?|back|shoulders?|"
    r"hips?|ankles?|wrists?|neck)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """One line that the coach remembers."""

    id: str
    text: str
    created_at: datetime
    from_message: str | None = None
    """Id of the message it was taken from; None if the person wrote it themselves."""


def accept_memory(text: str) -> str:
    """Return the cleaned line. Raises InvalidInput if it is empty or too long."""
    cleaned = " ".join(clean_text(text).split())
    if not any(character.isalnum() for character in cleaned):
        raise InvalidInput("There is nothing to remember in this.", field="text")
    if len(cleaned) > MAX_MEMORY_CHARACTERS:
        raise InvalidInput(
            f"This line has {len(cleaned):,} characters.",
            field="text",
            advice=f"One fact in at most {MAX_MEMORY_CHARACTERS} characters is remembered best.",
        )
    return cleaned


def ruled_out_days(lines: tuple[str, ...]) -> frozenset[Day]:
    """Return the weekdays that lines rule out: "Tuesdays are out", "only on weekends"."""
    return frozenset(day for line in lines for day in _ruled_out(line))


def _ruled_out(line: str) -> tuple[Day, ...]:
    named = days_in(line)
    if named and _ONLY.search(line):
        return tuple(day for day in DAYS if day not in named)
    return named if _RULED_OUT.search(line) else ()


def days_in(text: str) -> tuple[Day, ...]:
    """Return the weekdays that a text names, in its order."""
    found = [DAYS[_number(match.group(1))] for match in _DAY.finditer(text)]
    weekend = DAYS[5:] if _WEEKEND.search(text) else ()
    return tuple(dict.fromkeys((*found, *weekend)))


def _number(word: str) -> int:
    return next(n for n, day in enumerate(DAYS) if day.lower() == word[:3].lower())


def body_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines that are about the body, so that an answer about training heeds them."""
    return tuple(line for line in lines if _BODY.search(line))
