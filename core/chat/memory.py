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
    r"\b(?:out|never|can(?:['’]?t|not| not)|no time|not possible|impossible|(?:don|doesn)['’]?t "
    r"work|closed|full|busy|not on|don't plan|no)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:i|we|im|my|ive)(?:['’]m| am|['’]re| are|['’]ve)?\b.*\b(?:work\w*|busy|at|"
    r"on (?:call|duty)|have|got|go|play|teach|train|coach|visit|look after|study|babysit|travel|"
    r"drive|sing|volunteer|gone|taken|blocked|booked|shifts?|lectures?|class(?:es)?|football|"
    r"choir)\b|\b(?:shifts?|lectures?|class(?:es)?|work|training|practice|church|football|choir) "
    r"(?:is |are )?(?:on|every|each)\b|\b(?:every|each) \w+ (?:i|we) \w+",
    re.IGNORECASE,
)
"""What takes the weekdays that a line names: "I work every Saturday"."""
_REPEATED = re.compile(
    r"\b(?:every|each|all|always|usually)\b|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"week-?end)s\b",
    re.IGNORECASE,
)
_WELCOME = re.compile(
    r"\b(?:works? (?:best|well|fine|for me)|free|prefer\w*|best|(?:is|are) (?:good|fine|ok(?:ay)?|"
    r"great)|have (?:more |a lot of |lots of |some )?time|i can(?!not|['’]?t)|could|want to|"
    r"would like)\b",
    re.IGNORECASE,
)
"""What offers the weekdays that a line names instead of taking them."""
_ASKED = re.compile(
    r"^\W*(?:can|could|should|shall|may|do|does|is|are|will|what|when|how|why|which|who|where)\b",
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
    if not named or _RULED_OUT.search(line):
        return named
    return named if takes_weekdays(line) else ()


def takes_weekdays(line: str) -> bool:
    """Return whether a line says that something else comes every week on the days it names."""
    taken = _TAKEN.search(line) is not None and _REPEATED.search(line) is not None
    offered = _WELCOME.search(line) or _ASKED.search(line)
    return taken and bool(days_in(line)) and not offered


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
