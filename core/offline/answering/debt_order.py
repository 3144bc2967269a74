"""Which of several debts is paid first: what each order costs, and when it closes which debt."""

import re
from collections.abc import Sequence
from math import ceil

from core.formats import long_day
from core.goals.debts import Balance, dearest_first, smallest_first
from core.goals.goal import ClarifiedGoal
from core.goals.payments import PaymentPlan
from core.offline.kinds.paying.debts import debts_in
from core.offline.kinds.paying.payment_plan import payment_plan
from core.offline.kinds.paying.wanted_debts import is_named
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.units import BARE_SUM
from core.offline.writing.format_amount import format_amount

_ORDER = re.compile(r"\bfirst\b|\bwhich (?:one|debt|card|of)\b|\border\b|\bpriorit", re.IGNORECASE)
_LEAST = 2
_SMALL = 10.0
"""Interest below which the order is no matter of money."""


def debt_order_reply(question: str, parsed: ParsedGoal, goal: ClarifiedGoal) -> str:
    """Return what the order of payment costs in interest, and what it closes when, or ""."""
    debts = debts_in(parsed.facts)
    is_debt = parsed.playbook.progression.rule == "debt"
    if not is_debt or len(debts) < _LEAST or not _ORDER.search(question):
        return ""
    cheapest = dearest_first(debts)
    asked = next((debt for debt in debts if is_named(debt, question)), None)
    other = _with_first(debts, asked) if asked is not None else smallest_first(debts)
    if not any(debt.rate for debt in debts):
        cheapest, other = smallest_first(debts), smallest_first(debts)
    owed = sum(debt.amount for debt in debts)
    plan = payment_plan(parsed.facts, owed, goal.starts_on, is_debt=True)
    if plan is None:
        return _without_days(cheapest, other)
    return _with_days(plan, cheapest, other, goal.target.unit if goal.target else BARE_SUM)


def _with_first(debts: Sequence[Balance], first: Balance) -> tuple[Balance, ...]:
    return (first, *(debt for debt in dearest_first(debts) if debt != first))


def _without_days(cheapest: Sequence[Balance], other: Sequence[Balance]) -> str:
    return (
        f"{_sentence(cheapest[0].name)} first costs least, because its interest is the highest. "
        f"{_sentence(other[0].name)} first closes a debt sooner; take that if it keeps you going."
    )


def _with_days(
    plan: PaymentPlan, cheapest: Sequence[Balance], other: Sequence[Balance], unit: str
) -> str:
    ways = f"{_sentence(cheapest[0].name)} first: {_days(plan, cheapest)}."
    if cheapest[0].name == other[0].name:
        rates = any(debt.rate for debt in cheapest)
        why = "its interest is the highest" if rates else "no interest was named, so it closes most"
        return f"{ways} Begin there: {why}."
    more = plan.interest_in(other) - plan.interest_in(cheapest)
    costs = (
        "it costs hardly anything more"
        if more < _SMALL
        else f"it costs about {format_amount(float(ceil(more)), unit)} more in interest"
    )
    return (
        f"{ways} {_sentence(other[0].name)} first: {_days(plan, other)}; {costs}. By the sum "
        f"{cheapest[0].name} goes first, and the plan does that; if the other debt weighs on you "
        "more than that amount, swap the two."
    )


def _days(plan: PaymentPlan, order: Sequence[Balance]) -> str:
    cleared = plan.cleared(order)
    return ", ".join(
        f"{each.balance.name} is paid by {long_day(each.on)}"
        if each.on is not None
        else f"{each.balance.name} is not paid off at this rate"
        for each in cleared
    )


def _sentence(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"
