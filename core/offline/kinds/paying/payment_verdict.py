"""What the payments of a money goal come to by the day, and the ways to the whole sum."""

from collections.abc import Sequence
from math import ceil

from core.formats import long_day, share
from core.goals.arithmetic import Pace, periods_until
from core.goals.draft import TargetDraft
from core.goals.payments import Payment, PaymentPlan
from core.goals.reading import SlotName
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.paying.payment_plan import needed_each, pay_text
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.current_state import is_income
from core.offline.reading.facts import GoalFacts
from core.offline.reading.roles.money.payments import sums_in
from core.offline.reading.target import PlanPeriod
from core.offline.writing.format_amount import format_amount

_HEAVY = 0.25
"""A payment above this part of the income is hard to keep up."""


def noted(
    period: PlanPeriod, requested: TargetDraft, target: TargetDraft, sums: str, *, fits: str = ""
) -> Outline:
    """Return an outline whose verdict is its note on the payments."""
    text = f"{sums} {fits}".strip()
    return Outline(period=period, requested=requested, target=target, notes=(text,), verdict=text)


def in_time(made: Sequence[Payment] | None, period: PlanPeriod) -> str:
    """Return by how much the last payment comes before the day that was named."""
    by = max(period.ends_on, period.requested_end or period.ends_on)
    if not made or not period.stated or made[-1].on > by:
        return ""
    weeks = (by - made[-1].on).days // 7
    spare = f", {weeks} weeks before" if weeks > 1 else ", just in time for"
    return f"It works out{spare} {long_day(by)}."


def three_ways(
    parsed: ParsedGoal,
    plan: PaymentPlan,
    period: PlanPeriod,
    target: TargetDraft,
) -> str:
    """Return what the payments make by the date, and the ways to the whole sum."""
    payment, made, unit = parsed.facts.payment, plan.all(), target.unit
    by = max(period.ends_on, period.requested_end or period.ends_on)
    per = payment.per if payment is not None and payment.per else "month"
    pace = Pace(amount=plan.each, unit=unit, per=per, slot=SlotName.PAYMENT)
    needed = (
        needed_each(plan, by)
        if plan.terms
        else plan.sum_left / periods_until(pace, period.starts_on, by)
    )
    later = f" (about {long_day(made[-1].on)})" if made else ""
    whole, begun = format_amount(target.quantity, unit), target.baseline or 0.0
    made_by = (
        begun
        + plan.sum_left
        - (plan.left_on(by) if by > period.ends_on else left_after(plan, period))
    )
    reaches = format_amount(float(int(round(made_by, 2))), unit)
    planned = ", which is what this plan reaches" if by == period.ends_on else ""
    short = rounded(target.quantity - made_by, unit)
    return (
        f"{pay_text(payment)} makes {reaches} by {long_day(by)}{planned}: {short} less than "
        f"{whole}. For the whole {whole} there are three ways: a smaller sum, a later "
        f"date{later}, or {rounded(needed, unit)} a {pace.per}."
    )


def left_after(plan: PaymentPlan, period: PlanPeriod) -> float:
    """Return what is left of a sum at the end of a period; each week of it has its payment."""
    if plan.weekly and not plan.terms:
        return plan.sum_left - plan.each * period.weeks
    return plan.left_on(period.ends_on)


def rounded(value: float, unit: str) -> str:
    """Return an amount to the next whole unit from ten up."""
    return format_amount(float(ceil(value)) if value >= 10 else round(value, 2), unit)


def of_income(facts: GoalFacts, monthly: float) -> str:
    """Return which part of the income a month's payment is, if the income is named."""
    earned = [s.value for s in sums_in(facts.text) if is_income(facts.text, s)]
    if not earned or max(earned) < monthly:
        return ""
    income = max(earned)
    part = f" That is {share(monthly / income)} of the {income:,.0f} you bring home"
    if monthly / income > _HEAVY:
        return f"{part}, more than most people keep up: look at it after the first month."
    return f"{part}; look after the first month whether it was free."
