"""The payments of a money goal: the person's own sum on their own days, on their own terms."""

from dataclasses import replace
from datetime import date
from math import ceil

from core.formats import long_day
from core.goals.payments import ExtraSum, PaymentPlan, PaymentTerms
from core.offline.kinds.paying.debts import with_debts
from core.offline.reading.facts import GoalFacts, Quantity
from core.offline.reading.units import BARE_SUM, WEEKS_PER
from core.offline.writing.format_amount import format_amount


def payment_plan(
    facts: GoalFacts, left: float, starts_on: date, *, is_debt: bool
) -> PaymentPlan | None:
    """Return the payments that pay what is left, or None if the person named no sum for them."""
    payment = facts.payment
    weekly = weekly_payment(payment)
    if payment is None or weekly is None:
        return None
    monthly = payment.per in {"month", None}
    plan = PaymentPlan(
        terms=terms_of(facts, starts_on, is_debt=is_debt),
        each=payment.value if monthly else weekly,
        sum_left=left,
        starts_on=starts_on,
        weekly=not monthly,
    )
    return with_debts(plan, facts) if is_debt else plan


def weekly_payment(payment: Quantity | None) -> float | None:
    """Return what the person can pay each week, or None if they did not say."""
    if payment is None or payment.value <= 0:
        return None
    return payment.value * WEEKS_PER.get(payment.per or "month", WEEKS_PER["month"])


def terms_of(facts: GoalFacts, starts_on: date, *, is_debt: bool) -> PaymentTerms:
    """Return the terms without the goal's own numbers; only a debt has interest."""
    own = {
        number.value
        for number in (facts.quantity, facts.baseline, facts.payment)
        if number is not None
    }
    extras = tuple(e for e in facts.terms.extras if e.amount not in own and e.on >= starts_on)
    rate = facts.terms.yearly_rate if is_debt else 0.0
    return replace(facts.terms, extras=extras, yearly_rate=rate)


def sums_of(plan: PaymentPlan, facts: GoalFacts, whole: float, unit: str, *, is_debt: bool) -> str:
    """Return when the payments reach the whole: "350 a month reaches 4,300 by about ...".

    Without an end a debt grows faster than it is paid, and the sentence says that.
    """
    made, pay = plan.all(), pay_text(facts.payment)
    amount = format_amount(whole, unit)
    rate = plan.terms.yearly_rate
    if made is None:
        interest = _whole(plan.sum_left * rate / 1200, unit)
        return (
            f"At {rate:g}% a year the debt grows by about {interest} a month, so {pay} does not "
            "end it. Ask a free debt adviser this week; the rate has to fall or the payment to rise"
        )
    start = f" from {long_day(made[0].on)}" if plan.terms.first else ""
    once = "".join(f", with {_extra(extra, unit)}" for extra in plan.terms.extras)
    once = f"{once}," if once else ""
    added = _whole(sum(payment.interest for payment in made), unit)
    before = ", before interest" if is_debt else ""
    mean = " on average" if plan.terms.balances else ""
    interest = f", of which {added} are interest at {rate:g}% a year{mean}" if rate else before
    return (
        f"{pay}{start}{once} reaches {amount} by about {long_day(made[-1].on)}: "
        f"{len(made)} payments{interest}"
    )


def pay_text(payment: Quantity | None) -> str:
    """Return the payment as people say it: "350 a month"."""
    if payment is None:
        return ""
    return f"{format_amount(payment.value, payment.unit or BARE_SUM)} a {payment.per or 'month'}"


def needed_each(plan: PaymentPlan, until: date) -> float:
    """Return the equal payment that pays the whole until a day, to the next whole unit."""
    low, high = 0.0, plan.sum_left * (1 + plan.terms.yearly_rate / 100)
    while high - low > 0.5:
        middle = (low + high) / 2
        done = replace(plan, each=middle).left_on(until) < 1
        low, high = (low, middle) if done else (middle, high)
    return float(ceil(high))


def _extra(extra: ExtraSum, unit: str) -> str:
    return f"{format_amount(extra.amount, unit)} in {long_day(extra.on).partition(' ')[2]}"


def _whole(value: float, unit: str) -> str:
    return format_amount(float(ceil(value)), unit)
