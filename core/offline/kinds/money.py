"""Money: arithmetic first; nothing counts as paid yet, and what cannot be reached is noted."""

from dataclasses import replace
from datetime import timedelta
from math import ceil

from core.formats import long_day
from core.goals.draft import AssumptionDraft, TargetDraft
from core.goals.goal import MAX_WEEKS
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.paying.order_first import with_order
from core.offline.kinds.paying.payment_plan import (
    pay_text,
    payment_plan,
    sums_of,
    weekly_payment,
)
from core.offline.kinds.paying.payment_verdict import (
    in_time,
    left_after,
    noted,
    of_income,
    rounded,
    three_ways,
)
from core.offline.kinds.sums import sum_to_reach
from core.offline.kinds.tokens import token_of
from core.offline.kinds.usual import outline_in, with_end
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.library import GENERAL
from core.offline.reading.facts import GoalFacts, Quantity
from core.offline.reading.roles.money.payments import is_refused, refused_rate
from core.offline.reading.target import PlanPeriod, plan_period_for
from core.offline.reading.units import BARE_SUM, WEEKS_PER
from core.offline.writing.format_amount import format_amount

_WEEKS_A_MONTH = 30.4 / 7
_SHORTEST = 4
"""Weeks below which a sum can hardly be put together, so that a later date is offered."""
_MOST_PAYMENTS = 2_000
_CENT = 0.01
_NO_END = 1e9
"""A sum that no payments of a plan reach."""
_NEARLY = 0.98
"""Share of a sum from which on it counts as reached; the rest is rounding."""
_SUM_RULES = frozenset({"saving", "debt"})


def outline_money(parsed: ParsedGoal) -> Outline:
    """Return the outline of a sum to save or pay off, or of a monthly income or spending."""
    share = parsed.facts.quantity
    if share is not None and share.unit == "%" and parsed.playbook.progression.rule in _SUM_RULES:
        return _share_of_pay(parsed, share)
    facts, playbook = parsed.facts, parsed.playbook
    period = plan_period_for(parsed.request, facts, playbook)
    total = sum_to_reach(facts, is_debt=playbook.progression.rule == "debt")
    if playbook.progression.rule not in _SUM_RULES or total is None:
        return _without_sum(parsed, period)
    target = TargetDraft(
        metric=playbook.metric,
        quantity=total[1],
        unit=total[2] or BARE_SUM,
        baseline=total[0] or None,
    )
    if weekly_payment(facts.payment) and not _is_token(facts, total[1] - total[0]):
        return with_order(_with_payment(parsed, period, target), parsed)
    return with_order(_without_payment(parsed, period, target), parsed)


def _share_of_pay(parsed: ParsedGoal, share: Quantity) -> Outline:
    """Return the outline of "10% of my pay": the sums are examples until the pay is known."""
    outline = outline_money(replace(parsed, facts=replace(parsed.facts, quantity=None)))
    note = (
        f"{share.value:g}% of each pay is the transfer. You named no pay, so the sums below are "
        "examples; put your own in their place."
    )
    return replace(outline, notes=(note, *outline.notes))


def _is_token(facts: GoalFacts, total: float) -> bool:
    """Return whether the payment is the value of one square of a chart, not a month's sum."""
    token, payment = token_of(facts, total), facts.payment
    return token is not None and payment is not None and token.size == payment.value


def _without_sum(parsed: ParsedGoal, period: PlanPeriod) -> Outline:
    """Return the outline of a payment without a sum ("put 300 a month aside"), or of a rate."""
    payment, playbook, named = parsed.facts.payment, parsed.playbook, parsed.facts.quantity
    if named is not None and named.per is not None and playbook.name == GENERAL:
        unit = f"{named.unit or BARE_SUM} a {named.per}"
        target = TargetDraft(metric=f"income a {named.per}", quantity=named.value, unit=unit)
        return Outline(period=period, requested=target, target=target)
    weekly = weekly_payment(payment)
    if weekly is None or payment is None or playbook.progression.rule not in _SUM_RULES:
        return outline_in(parsed, period)
    plan = payment_plan(parsed.facts, _NO_END, period.starts_on, is_debt=False)
    assert plan is not None  # noqa: S101 - a weekly payment makes one
    total = float(round(_NO_END - left_after(plan, period)))
    target = TargetDraft(metric=playbook.metric, quantity=total, unit=payment.unit or BARE_SUM)
    assumed = AssumptionDraft(
        about="target",
        assumed=f"{format_amount(total, payment.unit or BARE_SUM)} in all",
        why=f"{pay_text(payment)} until {long_day(period.ends_on)}",
    )
    return Outline(period=period, requested=target, target=target, assumptions=(assumed,))


def _with_payment(parsed: ParsedGoal, period: PlanPeriod, target: TargetDraft) -> Outline:
    facts, begun = parsed.facts, target.baseline or 0.0
    is_debt = parsed.playbook.progression.rule == "debt"
    left = target.quantity - begun
    plan = payment_plan(facts, left, period.starts_on, is_debt=is_debt)
    assert plan is not None  # noqa: S101 - a goal with a payment has one
    made = plan.all()
    latest = period.starts_on + timedelta(days=7 * MAX_WEEKS - 1)
    if not period.stated:
        period = with_end(period, min(latest, made[-1].on) if made else latest)
    reached = begun + left - left_after(plan, period)
    sums = sums_of(plan, facts, target.quantity, target.unit, is_debt=is_debt)
    if made is None or reached >= target.quantity - _CENT:
        return noted(period, target, target, f"{sums}.", fits=in_time(made, period))
    part = target.model_copy(update={"quantity": float(int(round(reached, 2)))})
    asked = max(period.ends_on, period.requested_end or period.ends_on)
    if period.stated and period.ends_on < asked and made[-1].on <= asked:
        return noted(period, target, part, f"{sums}.", fits=in_time(made, period))
    if not period.stated:
        note = (
            f"{sums}. A plan covers at most {MAX_WEEKS} weeks, so this one goes to "
            f"{format_amount(part.quantity, target.unit)} by "
            f"{long_day(period.ends_on)}; the next follows from there."
        )
        return noted(period, target, part, note)
    note = three_ways(parsed, plan, period, target)
    return noted(period, target, part, note)


def _without_payment(parsed: ParsedGoal, period: PlanPeriod, target: TargetDraft) -> Outline:
    """Return the outline at the pace that the date asks for, unless it was called too much."""
    begun = target.baseline or 0.0
    last = period.requested_end or period.ends_on
    later = ceil(((last - period.starts_on).days + 1) / 7) if last > period.ends_on else 0
    weeks = max(period.weeks, later)
    weekly = (target.quantity - begun) / weeks
    refused = _refused_pace(parsed.facts)
    pace = min(weekly, refused / 2) if refused is not None else weekly
    planned = begun + pace * period.weeks
    whole = planned >= target.quantity * _NEARLY
    note = _pace_note(parsed, target, period, pace=pace, asked_pace=weekly, refused=refused)
    of_pay = of_income(parsed.facts, pace * _WEEKS_A_MONTH) if refused is None else ""
    reached = target if whole else target.model_copy(update={"quantity": float(round(planned))})
    if of_pay:
        return noted(period, target, reached, note, fits=of_pay.strip())
    return Outline(period=period, requested=target, target=reached, notes=(note,))


def _pace_note(
    parsed: ParsedGoal,
    target: TargetDraft,
    period: PlanPeriod,
    *,
    pace: float,
    asked_pace: float,
    refused: float | None,
) -> str:
    """Return the arithmetic of a sum without a stated payment, and the ways if it is too much."""
    unit, whole = target.unit, format_amount(target.quantity, target.unit)
    sums = f"{rounded(pace, unit)} a week ({rounded(pace * _WEEKS_A_MONTH, unit)} a month)"
    if period.stated and period.weeks < _SHORTEST:
        usual = parsed.playbook.defaults.weeks
        begun = target.baseline or 0.0
        later = rounded((target.quantity - begun) / usual, unit)
        day = long_day(period.starts_on + timedelta(days=7 * usual - 1))
        return (
            f"{whole} by {long_day(period.ends_on)} has to come almost at once: {sums}. If you "
            f"do not have it, change the date: {later} a week reaches it by {day}."
        )
    if refused is None:
        return f"The plan asks for {sums}; nothing is counted as paid yet."
    weeks = ceil((target.quantity - (target.baseline or 0.0)) / pace)
    return (
        f"You said that {rounded(refused, unit)} a week is too much, so the plan begins with "
        f"{sums} and raises it when it holds. At that pace {whole} is there by about "
        f"{long_day(period.starts_on + timedelta(weeks=min(weeks, _MOST_PAYMENTS)))}; a smaller "
        f"sum or more income are the other ways. For the date you named, "
        f"{rounded(max(0.0, asked_pace - pace), unit)} a week more has to be found: spend less on "
        "one thing, sell one thing, or earn it."
    )


def _refused_pace(facts: GoalFacts) -> float | None:
    """Return the sum a week that a constraint, an obstacle or the words after it call too much."""
    spans = (*facts.constraints, *facts.obstacles)
    inside = [
        quantity
        for quantity in facts.quantities
        if any(s.start <= quantity.span.start < s.end for s in spans)
        or is_refused(facts.text, quantity)
    ]
    stated = refused_rate(facts.text)
    rates = (q for q in (*inside, *([stated] if stated else [])) if q.per in WEEKS_PER)
    return next((q.value * WEEKS_PER[q.per] for q in rates if q.per is not None), None)
