"""What the thing costs that a sum is for: "the roof needs £38,000"."""

import re

from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind

_COSTS = re.compile(
    r"\b(?:need|needs|needed|cost|costs|costing|price is|priced at|quoted(?: us| me)?|"
    r"estimate is|bill is|comes? to|asking(?: for)?)(?: \w+){0,3}\s*$",
    re.IGNORECASE,
)
_IS_RATE = re.compile(r"\b(?:a|per|each|every) (?:day|week|month|year)\b|\b(?:already|monthly)\b")


def named_price(facts: GoalFacts) -> Quantity | None:
    """Return the largest sum that a clause calls a cost, or None: it has to come together."""
    prices = [
        quantity
        for quantity in facts.quantities
        if quantity.kind == QuantityKind.MONEY
        and quantity.per is None
        and _COSTS.search(facts.text[: quantity.span.start])
        and not _IS_RATE.match(facts.text[quantity.span.end :].lstrip())
    ]
    return max(prices, key=lambda one: one.value, default=None)
