"""What a person weighs now, where it stands bare in a story: "78 now at 1.66"."""

import re
from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span

_NOW = re.compile(
    r"(?<![\d.,])(?P<after>\d{2,3}(?:[.,]\d)?)(?: ?(?:kg|kilos?|lbs?))?,? "
    r"(?:now|today|currently|at the moment|right now)\b|"
    r"\b(?:now|currently|today|i weigh|i['’]m at|weighing)(?: (?:about|at|around|i weigh))? "
    r"(?P<before>\d{2,3}(?:[.,]\d)?)(?! ?(?:years?|yrs?|min|weeks?|months?|and\b|:|%)|[\d.,]\d)",
    re.IGNORECASE,
)
_LEAST, _MOST, _FAR = 35.0, 400.0, 2.0
_SURE = 0.7


def with_weight_now(facts: GoalFacts) -> GoalFacts:
    """Return the facts of a body weight with today's as start, if only the target was read."""
    asked = facts.quantity
    if facts.kind != GoalKind.BODY or asked is None or facts.baseline is not None:
        return facts
    if asked.kind not in {QuantityKind.WEIGHT, QuantityKind.COUNT} or asked.per is not None:
        return facts
    if facts.domain != "weight_and_eating":
        return facts
    for match in _NOW.finditer(facts.text):
        value = float((match["after"] or match["before"]).replace(",", "."))
        if not _LEAST <= value <= _MOST or value == asked.value:
            continue
        if max(value, asked.value) > _FAR * min(value, asked.value):
            continue
        span = Span(start=match.start(), end=match.end(), text=match.group())
        today = Quantity(value=value, unit=asked.unit, kind=asked.kind, span=span)
        return replace(facts, baseline=today, confidence={**facts.confidence, "baseline": _SURE})
    return facts
