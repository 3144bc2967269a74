"""Choose the sum that is to come in as target, where a sum to put in was taken for it."""

from core.offline.reading.current_state import is_income
from core.offline.reading.facts import Quantity, QuantityKind
from core.offline.reading.roles.choices import STATED, Choice
from core.offline.reading.roles.money.payments import rates_in, sums_in
from core.offline.reading.roles.money.sum_roles import is_gain, is_stake

_STATED = 0.7


def with_wanted_sum(
    target: Choice[Quantity], baseline: Choice[Quantity], text: str
) -> tuple[Choice[Quantity], Choice[Quantity]]:
    """Return (target, baseline) without a budget, and the sum that the person wants to make."""
    gain = next((q for q in (*sums_in(text), *rates_in(text)) if is_gain(text, q)), None)
    stakes = [q for q in sums_in(text) if is_stake(text, q)]
    if gain is None:
        return (Choice(value=None) if _is_one(target.value, stakes) else target), baseline
    goal = target.value
    other = goal is None or (goal.kind is QuantityKind.MONEY and is_income(text, goal))
    if other or _is_one(goal, stakes):
        target = Choice(value=gain, confidence=_STATED, source=STATED)
    return target, Choice(value=None) if _is_one(baseline.value, stakes) else baseline


def _is_one(amount: Quantity | None, sums: list[Quantity]) -> bool:
    return amount is not None and any(
        amount.value == each.value
        and amount.span.start <= each.span.end
        and each.span.start <= amount.span.end
        for each in sums
    )
