"""The task of a week of a money goal: the payment on its payday, or what helps in between."""

import re

from core.goals.debts import Balance, dearest_first
from core.goals.weeks import DAYS, week_end, week_start
from core.offline.kinds.paying.debts import debts_in
from core.offline.kinds.paying.payment_plan import payment_plan
from core.offline.playbooks.schema import PhaseGuide
from core.offline.progressions.progression_input import ProgressionInput, Step
from core.offline.reading.units import BARE_SUM
from core.offline.writing.format_amount import format_amount, is_counted

BETWEEN_PAYMENTS = "Look at the balance and write down what is left to go"
_PLAIN = {
    "debt": "Pay {amount} to {thing} and write down the new balance",
    "saving": "Transfer {amount} to the savings account and write down the new balance",
}
_TO_ONE = "Pay {{amount}}: the minimums, and all the rest to {debt}; write down the balances"
_A_PAYMENT = re.compile(r"^(?:pay|send|transfer|move|put)\b|\{amount\}", re.IGNORECASE)


def payment_titles(
    inputs: ProgressionInput, guide: PhaseGuide, step: Step, turn: int
) -> tuple[str, ...]:
    """Return the title of a week's session of a sum that is paid: never two payments of one sum.

    A week with a payment names its amount; one without has what the phase advises beside paying,
    every second week, and the look at the balance else.
    """
    if step.load is not None:
        debt = _first_debt(inputs, step)
        if debt is not None:
            return (_TO_ONE.format(debt=debt.name),)
        paying = [title for title in guide.practice if "{amount}" in title]
        plain = _PLAIN[inputs.playbook.progression.rule]
        return (paying[turn % len(paying)] if paying else plain,)
    beside = [title for title in guide.practice if not _A_PAYMENT.search(title)]
    return (beside[turn // 2 % len(beside)],) if beside and turn % 2 == 0 else (BETWEEN_PAYMENTS,)


def _first_debt(inputs: ProgressionInput, step: Step) -> Balance | None:
    """Return the debt that a week's payment goes to beyond the minimums, if there are several."""
    if inputs.playbook.progression.rule != "debt" or inputs.target is None:
        return None
    debts = dearest_first(debts_in(inputs.facts))
    before = (step.week_target or 0.0) - (step.load or 0.0)
    for debt in debts:
        before -= debt.amount
        if before < 0:
            return debt
    return debts[-1] if debts else None


def payday_in(inputs: ProgressionInput, number: int) -> str | None:
    """Return the weekday of the payment in a week, or None if it has none on a day of its own."""
    if not inputs.is_payment or inputs.target is None:
        return None
    plan = payment_plan(inputs.facts, inputs.target, inputs.goal.starts_on, is_debt=False)
    if plan is None or plan.weekly:
        return None
    first = week_start(inputs.goal.starts_on, number)
    last = week_end(inputs.goal.starts_on, number, ends_on=inputs.goal.deadline)
    days = [payment.on for payment in plan.until(last) if payment.on >= first]
    return DAYS[days[0].weekday()].value if days else None


def week_amount(inputs: ProgressionInput, step: Step) -> str:
    """Return the amount of a week as its tasks name it."""
    reached = step.load if step.load is not None else step.week_target
    if reached is None:
        return ""
    whole = float(int(round(reached, 2))) if is_counted(inputs.unit) and reached >= 1 else reached
    amount = format_amount(whole, inputs.unit)
    if not (inputs.is_payment and inputs.unit == BARE_SUM):
        return amount
    payment = inputs.facts.payment
    monthly = payment is not None and payment.per in {"month", None}
    return f"this {'month' if monthly else 'week'}'s {amount}"  # a bare number needs a noun
