"""Progressions of totals: savings, debts, books, applications, and body weight."""

import re
from math import ceil

from core.goals.goal import Style
from core.goals.payments import PaymentPlan
from core.goals.weeks import week_start
from core.offline.kinds.paying.own_payments import own_payments
from core.offline.kinds.tokens import token_of
from core.offline.progressions.progression_input import ProgressionInput, Step
from core.offline.reading.units import weight_kg

KG_PER_WEEK = {Style.CONSERVATIVE: 0.45, Style.BALANCED: 0.7, Style.AGGRESSIVE: 0.9}
"""Within 1-2 lb (0.45-0.9 kg) a week, the range of the CDC."""
_LEAST_BODY_KG = 30.0
_CHANGES_BY = re.compile(r"\b(?:lose|shed|drop|gain|put on)\b(?: \w+)? \d", re.IGNORECASE)
_WEEKS_IN_YEAR = 52
_LADDER_TOTAL = _WEEKS_IN_YEAR * (_WEEKS_IN_YEAR + 1) / 2
_LADDER_TOLERANCE = 0.05
_NAMES_LADDER = re.compile(
    r"\b(?:52|fifty[- ]two)[- ]week\b.{0,30}\b(?:challenge|ladder|plan)\b", re.IGNORECASE
)
_CENT = 0.01
_WHOLE_PAYMENTS_FROM = 10
_WHOLE_UNITS_FROM = 500
"""Sums from here on are rounded to whole units."""


def total(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return evenly spread totals from baseline to target; the load is the total of the week."""
    target = inputs.target
    if target is None:
        return ()
    distance = target - inputs.baseline
    amounts = (
        inputs.baseline + distance * inputs.progress_at(week) for week in range(1, inputs.weeks + 1)
    )
    return tuple(
        Step(load=_round_amount(a, distance), week_target=float(int(a + 1e-9)) or None)
        for a in amounts
    )


def saving(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return equal weekly payments, or the 52-week ladder for a text or a sum that names it.

    A standing order has one amount, and a debt that is paid late costs more interest.
    """
    target = inputs.target
    if target is None:
        return ()
    distance = target - inputs.baseline
    token = token_of(inputs.facts, distance)
    if token is not None:
        return _in_tokens(inputs, token.size, round(distance / token.size))
    plan = _own_payments(inputs, distance)
    if plan is not None:
        return _on_their_days(inputs, plan, target)
    if _is_ladder(inputs, distance):
        return _ladder(inputs, distance)
    each, total, steps = _weekly_payment(inputs, distance), inputs.baseline, []
    for _ in range(inputs.weeks):
        paid = round(min(each, max(0.0, target - total)), 2)
        total = round(total + paid, 2)
        steps.append(Step(load=paid or None, week_target=total))
    return tuple(steps)


def _in_tokens(inputs: ProgressionInput, size: float, count: int) -> tuple[Step, ...]:
    """Return weekly payments of whole tokens, so that every week colours whole squares."""
    steps, before = [], 0
    for week in range(1, inputs.weeks + 1):
        done = round(count * week / inputs.weeks)
        load = (done - before) * size
        steps.append(Step(load=load or None, week_target=inputs.baseline + done * size or None))
        before = done
    return tuple(steps)


def _weekly_payment(inputs: ProgressionInput, distance: float) -> float:
    """Return the person's own payment for a week if they named one, else a level one."""
    payment, even = inputs.facts.payment, distance / inputs.weeks
    own = payment is not None and payment.per == "week" and payment.value >= even - _CENT
    return payment.value if payment is not None and own else level_payment(even)


def level_payment(exact: float) -> float:
    """Return a payment as people set one up: rounded up to a whole unit, a half, or a cent.

    The last payment is what is left.
    """
    unit = 1.0 if exact >= _WHOLE_PAYMENTS_FROM else 0.5 if exact >= 1 else 0.01
    return round(ceil(round(exact / unit, 6)) * unit, 2)


def _ladder(inputs: ProgressionInput, distance: float) -> tuple[Step, ...]:
    steps, before = [], inputs.baseline
    for n in range(1, inputs.weeks + 1):
        share = n * (n + 1) / 2 / _LADDER_TOTAL
        after = round(
            inputs.baseline + distance * share, 2 if abs(distance) < _WHOLE_UNITS_FROM else 0
        )
        steps.append(Step(load=round(after - before, 2), week_target=after))
        before = after
    return tuple(steps)


def _own_payments(inputs: ProgressionInput, distance: float) -> PaymentPlan | None:
    """Return the person's own payments, if they come on days of a month or on terms they named."""
    return own_payments(
        inputs.facts,
        inputs.goal,
        distance=distance,
        baseline=inputs.baseline,
        is_debt=inputs.playbook.progression.rule == "debt",
    )


def _on_their_days(inputs: ProgressionInput, plan: PaymentPlan, target: float) -> tuple[Step, ...]:
    """Return the payments of each week, and what is reached by its end: nothing before the first.

    A debt with interest falls by less than is paid.
    """
    made, steps = plan.until(inputs.goal.deadline), []
    for week in range(1, inputs.weeks + 1):
        first, last = week_start(inputs.goal.starts_on, week), inputs.last_day(week)
        paid = sum(payment.paid for payment in made if first <= payment.on <= last)
        before = [payment for payment in made if payment.on <= last]
        fallen = plan.sum_left - before[-1].left if before else 0.0
        reached = min(target, inputs.baseline + max(0.0, fallen))
        steps.append(Step(load=paid or None, week_target=_to_the_unit(reached) or None))
    return tuple(steps)


def _to_the_unit(value: float) -> float:
    """Return a sum as people note it: whole from ten on."""
    return float(int(value + _CENT)) if value >= _WHOLE_PAYMENTS_FROM else round(value, 2)


def _is_ladder(inputs: ProgressionInput, distance: float) -> bool:
    if inputs.weeks != _WEEKS_IN_YEAR or inputs.playbook.progression.rule != "saving":
        return False
    return abs(distance - _LADDER_TOTAL) <= _LADDER_TOLERANCE * _LADDER_TOTAL or bool(
        _NAMES_LADDER.search(inputs.facts.text)
    )


def weight(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return an even change of weight; the goal draft has limited it to the safe range."""
    target = inputs.target
    if target is None:
        return ()
    if not inputs.baseline and is_body_weight(target, inputs.unit, inputs.facts.aim):
        # Week 1 weighs; without a first number there is nothing to spread.
        empty = tuple(Step(load=None) for _ in range(inputs.weeks - 1))
        return (*empty, Step(load=None, week_target=target))
    distance = target - inputs.baseline
    amounts = (
        inputs.baseline + distance * inputs.progress_at(week) for week in range(1, inputs.weeks + 1)
    )
    return tuple(Step(load=round(a, 1), week_target=round(a, 1)) for a in amounts)


def is_body_weight(quantity: float, unit: str, aim: str) -> bool:
    """Return whether a number is the weight of a body, not a change of it ("lose 40 kg")."""
    return weight_kg(quantity, unit) >= _LEAST_BODY_KG and not _CHANGES_BY.search(aim)


def safe_weight_change(weeks: int, style: Style, unit: str) -> float:
    """Return the largest safe weight change over a number of weeks, in the given unit."""
    kilograms = KG_PER_WEEK[style] * weeks
    return round(kilograms / weight_kg(1.0, unit), 1)


def _round_amount(amount: float, distance: float) -> float:
    """Round an amount to a precision that fits the distance from baseline to target."""
    size = abs(distance)
    if size >= 20:
        return float(round(amount))
    return round(amount, 1 if size >= 2 else 2)
