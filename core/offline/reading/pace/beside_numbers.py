"""Numbers beside a goal: "a 2 room flat", a limit, a teacher's lesson every two weeks."""

import re
from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span

_DESCRIBES = re.compile(r"^[ -](?!(?:a|an|per|each|every|by|in|on|and|or|to)\b)[a-z]{3,}")
_LIFTS = re.compile(
    r"\b(?:can['’]?t|cannot|not|never|may not|must not|don['’]?t)\b[^.;!?]{0,25}"
    r"\b(?:lift|carry|bear|hold)\b[^.;!?]{0,20}$",
    re.IGNORECASE,
)
_NO_LOAD = re.compile(
    r"\b(?:can['’]?t|cannot|may not|must not) (?:lift|carry|bear|hold)\b", re.IGNORECASE
)
_OF_WEIGHTS = frozenset({GoalKind.BODY, GoalKind.TRAINING})
_LESSON = re.compile(
    r"\b(?:teacher|tutor|lessons?|instructor|class(?:es)?|therap\w+|physio)\b", re.IGNORECASE
)
_OWN = re.compile(
    r"\b(?:i (?:can|practi[sc]e|train|play|do|have)|own|alone|at home)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.;!?\n]+(?:\.\d+[^.;!?\n]*)*")
_LEAST_HOURS = 0.5


def without_numbers_beside(facts: GoalFacts) -> GoalFacts:
    """Return the facts without numbers that describe a thing, a limit or a teacher's lessons."""
    if facts.quantity is not None and _describes(facts, facts.quantity):
        facts = replace(facts, quantity=None)
    limits = [span for span in facts.starting_points if _NO_LOAD.search(span.text)]
    if limits and facts.kind not in _OF_WEIGHTS:
        stays = tuple(span for span in facts.starting_points if span not in limits)
        facts = replace(facts, starting_points=stays)
    start = facts.baseline
    if start is not None and (_is_limit(facts, start) or _describes(facts, start)):
        facts = replace(facts, baseline=None)
    return _without_lessons(facts)


def _describes(facts: GoalFacts, amount: Quantity) -> bool:
    """Return whether a number is part of a noun's description: a 2 room flat, a 4 room house."""
    unit = amount.span.text.split()[-1].lower() if amount.span.text.split() else ""
    one_of = unit.isalpha() and not unit.endswith("s") and amount.unit == f"{unit}s"
    after = facts.text[amount.span.end :]
    many = amount.value > 1 and amount.kind == QuantityKind.COUNT
    return many and one_of and _DESCRIBES.match(after) is not None


def _is_limit(facts: GoalFacts, amount: Quantity) -> bool:
    """Return whether a weight is what the person cannot lift, in a goal that lifts none."""
    if facts.kind in _OF_WEIGHTS or amount.kind != QuantityKind.WEIGHT:
        return False
    return _LIFTS.search(facts.text[: amount.span.start]) is not None


def _without_lessons(facts: GoalFacts) -> GoalFacts:
    """Return the facts without the rhythm of a teacher as the rhythm of the own practice."""
    rhythm, hours = facts.frequency, facts.hours
    if rhythm is None or facts.kind not in {GoalKind.SKILL, GoalKind.TRAINING}:
        return facts
    sentence = _sentence_of(facts.text, rhythm.span)
    if rhythm.per_week >= 1 or not _LESSON.search(sentence.text) or _OWN.search(sentence.text):
        return facts
    if hours is not None and hours.per_week < _LEAST_HOURS:
        facts = replace(facts, hours=None, session_minutes=None)
    return replace(facts, frequency=None)


def _sentence_of(text: str, span: Span) -> Span:
    for match in _SENTENCE.finditer(text):
        if match.start() <= span.start < match.end():
            return Span(start=match.start(), end=match.end(), text=match.group())
    return span
