"""The sum of a money goal: what is there already, and what is to be reached."""

from core.offline.kinds.paying.debts import owed_in_all
from core.offline.reading.facts import GoalFacts, Quantity

_LEFT_OVER = frozenset({"to", "below", "under", "than"})


def sum_to_reach(facts: GoalFacts, *, is_debt: bool) -> tuple[float, float, str] | None:
    """Return (already there, sum to reach, unit), or None if no sum was named.

    Of a debt nothing is paid yet: an amount owed today is what has to be paid, and an amount to
    come down to is subtracted from it.
    """
    named, today = facts.quantity, facts.baseline
    if named is not None and named.per is not None:
        return None
    if named is None:
        return (0.0, today.value, today.unit) if is_debt and today is not None else None
    value = named.high or named.value
    if is_debt:
        value = owed_in_all(facts) or value
        owed = today.value if today is not None else 0.0
        left = owed - value if value < owed and _comes_down_to(facts, named) else value
        return (0.0, left, named.unit)
    begun = today.value if today is not None and today.value < value else 0.0
    return (begun, value, named.unit)


def _comes_down_to(facts: GoalFacts, named: Quantity) -> bool:
    """Return whether an amount is what shall be left of a debt: "get it down to 1,000"."""
    before = facts.text[: named.span.start].split()
    return bool(before) and before[-1].lower() in _LEFT_OVER
