"""Choose the target and the baseline among the quantities of a goal text."""

import re

from core.offline.playbooks.library import GENERAL
from core.offline.playbooks.schema import Playbook
from core.offline.reading.current_state import exclude_income
from core.offline.reading.facts import Quantity, QuantityKind, Span
from core.offline.reading.quantities import is_current_value, parse_quantities, split_baseline

_HABITS_TO_STOP = frozenset({"quitting"})
"""Domains in which a lone number after "I smoke" or "I drink" is the baseline, not the target."""
_EXCLUDES_INCOME = frozenset({"saving", "debt"})
"""Domains in which an amount after "on a salary of" is income, not a target."""
_AIMS_FOR_SPEED = re.compile(
    r"\b(?:improve|beat|lower|faster|personal best|pb|pr)\b", re.IGNORECASE
)


def split_current(
    scope: str, stated: tuple[Span, ...], playbook: Playbook
) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """Split the quantities into (current values, other values); income is neither."""
    found = parse_quantities(scope)
    found = exclude_income(scope, found) if playbook.name in _EXCLUDES_INCOME else found
    current = tuple(q for q in found if any(s.start <= q.span.start < s.end for s in stated))
    if current:
        return current, tuple(q for q in found if q not in current)
    baseline, others = split_baseline(scope, found)
    lone = target_quantity(others, playbook)
    if (
        baseline is None
        and lone is not None
        and playbook.name in _HABITS_TO_STOP
        and is_current_value(scope, lone)
    ):
        return (lone,), tuple(q for q in others if q is not lone)
    return ((baseline,) if baseline else ()), others


def current_as_target(
    current: tuple[Quantity, ...], aim: str, playbook: Playbook
) -> Quantity | None:
    """Return the current value if it is the target too: a debt, or a distance to run faster."""
    again = playbook.name == "debt" or (
        playbook.name == "running" and _AIMS_FOR_SPEED.search(aim) is not None
    )
    return target_quantity(current, playbook) if again else None


def comparable_baseline(
    quantity: Quantity | None, current: tuple[Quantity, ...]
) -> Quantity | None:
    """Return the current value comparable with the target, preferring the same unit."""
    if quantity is None:
        return current[0] if current else None
    same = [q for q in current if q.kind == quantity.kind and q is not quantity]
    return next((q for q in same if q.unit == quantity.unit), same[0] if same else None)


def target_quantity(quantities: tuple[Quantity, ...], playbook: Playbook) -> Quantity | None:
    """Return the target quantity, preferring the domain's units and totals over rates."""
    fitting = [
        q
        for q in quantities
        if q.unit in playbook.units or (q.kind == QuantityKind.MONEY and "money" in playbook.units)
    ]
    counted = [q for q in quantities if q.kind != QuantityKind.TIME and "%" not in q.unit]
    pool = fitting or ([] if playbook.units and playbook.name != GENERAL else counted)
    return next((q for q in pool if q.per is None), pool[0] if pool else None)
