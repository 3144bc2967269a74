"""Limits that a clause sets in so many words, and that no field of the goal has taken."""

import re
from collections.abc import Iterator
from dataclasses import replace

from core.offline.reading.facts import GoalFacts, Span

_CLAUSE = re.compile(r"[^.;:!?,\n]+")
_NEXT = re.compile(r"\b(?:and|but|because|so|since)\b(?= (?:i\b|i['’]))", re.IGNORECASE)
_REFUSED = re.compile(
    r"^\W*(?:(?:and|but|also) )*i (?:really |just )?"
    r"(?:(?:do|would|will|am)(?: not|n['’]?t)|won['’]?t|['’]?m not|refuse to)(?: really)?"
    r" (?:want to|like to|like|pay|paying|spend|spending|buy|join)\b",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"^\W*(?:(?:and|but|also|because) )*i(?:['’]?m| am|['’]ve| have| had|['’]ll| will)\b.*"
    r"\b(?:operation|surgery)\b",
    re.IGNORECASE,
)
_AN_END = re.compile(r"\b(?:any ?more|any longer|ever again|so (?:much|often))\b", re.IGNORECASE)
"""What is to end is an aim: "I don't want to smoke any more"."""
COUNTS = 0.5


def with_plain_limits(facts: GoalFacts, aims: tuple[Span, ...]) -> GoalFacts:
    """Return the facts with the refusals and operations that stand in clauses of their own.

    A constraint that was cut off within such a clause ends before it.
    """
    taken = _taken(facts, aims)
    found = [
        clause
        for clause in _clauses(facts.text)
        if _sets_a_limit(clause.text) and not any(_within(clause, span) for span in taken)
    ]
    if not found:
        return facts
    known = [cut for span in facts.constraints if (cut := _cut_off(span, found, facts.text))]
    more = [each for each in found if not any(_within(each, span) for span in known)]
    spans = sorted({*known, *more}, key=lambda span: span.start)
    confidence = {"constraints": COUNTS, **facts.confidence}
    return replace(facts, constraints=tuple(spans), confidence=confidence)


def _sets_a_limit(text: str) -> bool:
    if _AN_END.search(text):
        return False
    return _REFUSED.search(text) is not None or _TREATED.search(text) is not None


def _clauses(text: str) -> Iterator[Span]:
    for found in _CLAUSE.finditer(text):
        start = found.start()
        for cut in (*_NEXT.finditer(found.group()), None):
            end = found.end() if cut is None else found.start() + cut.start()
            part = text[start:end]
            first = start + len(part) - len(part.lstrip())
            if part.strip():
                yield Span(start=first, end=first + len(part.strip()), text=part.strip())
            start = found.end() if cut is None else found.start() + cut.end()


def _taken(facts: GoalFacts, aims: tuple[Span, ...]) -> tuple[Span, ...]:
    amounts = (facts.quantity, facts.baseline, facts.payment, facts.hours, facts.deadline)
    spans = [amount.span for amount in amounts if amount is not None]
    lists = (facts.obstacles, facts.background, facts.methods, facts.starting_points, aims)
    return (*(span for of in lists for span in of), *spans)


def _within(clause: Span, span: Span) -> bool:
    """Return whether a span has taken a clause: most of it, or a number in it."""
    common = min(clause.end, span.end) - max(clause.start, span.start)
    return common > 0.5 * min(clause.end - clause.start, span.end - span.start)


def _cut_off(span: Span, found: list[Span], text: str) -> Span | None:
    """Return a constraint up to the clause in which it was cut off; None if nothing is left."""
    for clause in found:
        if clause.start < span.end < clause.end:
            before = _NEXT.sub("", text[span.start : clause.start]).rstrip(" ,;")
            before = re.sub(r"\W+(?:and|but|because|so|since)$", "", before)
            if not before:
                return None
            return Span(start=span.start, end=span.start + len(before), text=before)
    return span
