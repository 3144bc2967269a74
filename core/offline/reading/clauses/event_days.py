"""Say whether a day is that of an event, and whether something was due before it for others."""

import re

from core.offline.reading.clauses.asides import small_clauses
from core.offline.reading.facts import Span

_EVENT = (
    r"(?:recital|concert|gala|party|show|performance|ceremony|festival|tournament|wedding|exams?|"
    r"race|reunion|trip|launch|defen[cs]e|viva|audition|opening|premi[eè]re|presentation|fair|"
    r"marathon|triathlon|regatta|match|meet|graduation|interview|conference|competition|"
    r"anniversary|birthday|due date|exhibition|open mic|parade|hike|holiday|vacation|\d0th)"
)
_BEFORE_DAY = re.compile(
    rf"\b(?:my|our|the|a|an|its)\b[^.;!?]{{0,30}}?\b{_EVENT}\b[^.;!?\d]{{0,30}}$", re.IGNORECASE
)
_ASKED = re.compile(
    r"^\W*(?:(?:and|but|also) )*(?:(?:my|our|the|his|her) (?!goal|aim|plan|target)"
    r"(?:[\w'’-]+ ){1,3}|he |she |they )(?:\([^)]*\) )?(?:also |first )?"
    r"(?:wants?|needs?|expects?|asks?|asked|requires?|would like|has to|have to|must)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?\n]\s")


def is_event_day(day: Span, text: str) -> bool:
    """Return whether a day is that of an event: "our recital is 14 June"."""
    return _BEFORE_DAY.search(_SENTENCE.split(text[: day.start])[-1]) is not None


def is_asked_by_another(day: Span, text: str) -> bool:
    """Return whether a day stands in what another person asks for: "my teacher wants it by May"."""
    sentence = _SENTENCE.split(text[: day.start])[-1]
    clause = next((c for c in small_clauses(text) if c.start <= day.start < c.end), None)
    return any(
        _ASKED.match(part) is not None for part in (sentence, "" if clause is None else clause.text)
    )
