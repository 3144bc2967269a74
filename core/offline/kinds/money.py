"""Money: arithmetic first; nothing counts as paid yet, and what cannot be reached is said."""

from dataclasses import replace
from datetime import timedelta
from math import ceil

from core.goals.draft import AssumptionDraft, TargetDraft
from core.goals.goal import MAX_WEEKS
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.usual import outline_in, with_end
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.facts import GoalFacts, Quantity
from core.offline.reading.target import PlanPeriod, plan_period_for
from core.offline.writing.format_amount import format_amount
from core.offline.writing.sentences import format_date

WEEKS_PER = {"day": 7.0, "week": 1.0, "month": 7 / 30.4, "year": 1 / 52}
"""A payment in a period times this is a payment a week."""
_WEEKS_A_MONTH = 30.4 / 7
_SHORTEST = 4
"""A sum that was not saved so far does not appear in fewer weeks."""
_SUM_RULES = frozenset({"saving", "debt"})


def outline_money(parsed: ParsedGoal) -> Outline:
    """Return the outline of a sum to save or pay off, or of a monthly income or spending."""
    facts, playbook = parsed.facts, parsed.playbook
    period = plan_period_for(parsed.request, facts, playbook)
    total = sum_to_reach(facts, is_debt=playbook.progression.rule == "debt")
    if playbook.progression.rule not in _SUM_RULES or total is None:
        return _without_sum(parsed, period)
    target = TargetDraft(
        metric=playbook.metric, quantity=total[1], unit=total[2], baseline=total[0] or None
    )
    weekly = weekly_payment(facts.payment)
    if weekly is not None:
        return _with_payment(parsed, period, target, weekly)
    return _without_payment(parsed, period, target)


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
        owed = today.value if today is not None else 0.0
        return (0.0, owed - value if value < owed else value, named.unit)
    begun = today.value if today is not None and today.value < value else 0.0
    return (begun, value, named.unit)


def weekly_payment(payment: Quantity | None) -> float | None:
    """Return what the person can pay each week, or None if they did not say."""
    if payment is None or payment.value <= 0:
        return None
    return payment.value * WEEKS_PER.get(payment.per or "month", WEEKS_PER["month"])


def _without_sum(parsed: ParsedGoal, period: PlanPeriod) -> Outline:
    """Return the outline of a payment without a sum ("put 300 a month aside"), or of a rate."""
    payment, playbook = parsed.facts.payment, parsed.playbook
    weekly = weekly_payment(payment)
    if weekly is None or payment is None or playbook.progression.rule not in _SUM_RULES:
        return outline_in(parsed, period)
    total = float(round(weekly * period.weeks))
    target = TargetDraft(metric=playbook.metric, quantity=total, unit=payment.unit)
    assumed = AssumptionDraft(
        about="target",
        assumed=f"{format_amount(total, payment.unit)} in all",
        why=f"{_pay(payment)} until {format_date(period.ends_on)}",
    )
    return Outline(period=period, requested=target, target=target, assumptions=(assumed,))


def _with_payment(
    parsed: ParsedGoal, period: PlanPeriod, target: TargetDraft, weekly: float
) -> Outline:
    payment = parsed.facts.payment
    assert payment is not None  # noqa: S101 - a weekly payment has one
    begun = target.baseline or 0.0
    needed = ceil((target.quantity - begun) / weekly)
    if not period.stated:
        ends = period.starts_on + timedelta(days=7 * max(1, min(MAX_WEEKS, needed)) - 1)
        period = with_end(period, ends)
    reached = begun + weekly * period.weeks
    whole = format_amount(target.quantity, target.unit)
    day = format_date(period.starts_on + timedelta(days=7 * min(needed, 2_000) - 1))
    if reached >= target.quantity * 0.98:
        note = f"{_pay(payment)} reaches {whole} by about {day}."
        return Outline(period=period, requested=target, target=target, notes=(note,))
    part = target.model_copy(update={"quantity": float(int(reached))})
    monthly = (target.quantity - begun) / period.weeks * _WEEKS_A_MONTH
    note = (
        f"{_pay(payment)} makes {format_amount(part.quantity, target.unit)} by "
        f"{format_date(period.ends_on)}, which is what this plan reaches. For the whole {whole} "
        f"there are three ways: a smaller sum, a later date (about {day}), or "
        f"{format_amount(float(round(monthly)), target.unit)} a month."
    )
    return Outline(period=period, requested=target, target=part, notes=(note,))


def _pay(payment: Quantity) -> str:
    return f"{format_amount(payment.value, payment.unit)} a {payment.per or 'month'}"


def _without_payment(parsed: ParsedGoal, period: PlanPeriod, target: TargetDraft) -> Outline:
    """Return the outline at the pace that the date asks for, unless it was called too much."""
    asked = period
    if period.stated and period.weeks < _SHORTEST:
        days = 7 * parsed.playbook.defaults.weeks - 1
        period = with_end(period, period.starts_on + timedelta(days=days))
    begun, whole = target.baseline or 0.0, format_amount(target.quantity, target.unit)
    last = asked.requested_end or period.ends_on
    weeks = max(period.weeks, ceil(((last - period.starts_on).days + 1) / 7))
    weekly = (target.quantity - begun) / weeks
    refused = _refused_pace(parsed.facts)
    pace = min(weekly, refused / 2) if refused is not None else weekly
    planned = begun + pace * period.weeks
    sums = (
        f"{_round(pace, target.unit)} a week ({_round(pace * _WEEKS_A_MONTH, target.unit)} a month)"
    )
    notes = [f"The plan asks for {sums}; nothing is counted as paid yet."]
    if period is not asked and period.ends_on != asked.ends_on:
        notes[0] = (
            f"{whole} by {format_date(asked.ends_on)} would have to come at once. If you do not "
            f"have it already, {sums} reaches it by {format_date(period.ends_on)}; a smaller sum "
            "or more a month are the other ways."
        )
    elif refused is not None:
        later = format_date(
            period.starts_on + timedelta(weeks=ceil((target.quantity - begun) / pace))
        )
        notes[0] = (
            f"You said that {_round(refused, target.unit)} a week is too much, so the plan begins "
            f"with {sums} and raises it when it holds. At that pace {whole} is there by about "
            f"{later}; a smaller sum or more income are the other ways."
        )
    whole_planned = planned >= target.quantity * 0.98
    part = (
        target if whole_planned else target.model_copy(update={"quantity": float(round(planned))})
    )
    return Outline(
        period=replace(period, requested_end=asked.requested_end),
        requested=target,
        target=part,
        notes=tuple(notes),
    )


def _round(value: float, unit: str) -> str:
    return format_amount(float(ceil(value)) if value >= 10 else round(value, 2), unit)


def _refused_pace(facts: GoalFacts) -> float | None:
    """Return the sum a week that a constraint or obstacle calls too much, or None."""
    spans = (*facts.constraints, *facts.obstacles)
    for quantity in facts.quantities:
        inside = any(s.start <= quantity.span.start < s.end for s in spans)
        if inside and quantity.per in WEEKS_PER:
            return quantity.value * WEEKS_PER[quantity.per]
    return None
