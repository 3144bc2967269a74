"""The debts of a text: each balance with its name and its own rate, and their order."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.formats import long_day
from core.goals.debts import Balance, Cleared, dearest_first, mean_rate, smallest_first
from core.goals.payments import PaymentPlan
from core.offline.kinds.paying.wanted_debts import wanted_debts
from core.offline.reading.facts import GoalFacts, Quantity
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.roles.money.balances import balances_in
from core.offline.reading.units import BARE_SUM
from core.offline.writing.format_amount import format_amount

_LENDER = (
    r"(?:\w*cards?|visa|master ?card|amex|loans?|overdraft|debt|klarna|pay ?pal|catalogue|finance|"
    r"mortgage|arrears|bill|account)"
)
_NAME = rf"(?P<name>(?:(?!(?:at|with|of|and|is|owe|on)\b)[\w’'&-]+ ){{0,3}}?{_LENDER})"
_ARTICLE = r"(?:the|a|an|my|our|one|his|her)"
_BEHIND = re.compile(
    rf"^ ?(?:[a-z]+ )?(?:(?:is|are|still|left|owing|owed) )*(?:on|to|at|for|with|in|of) "
    rf"(?:{_ARTICLE} )?{_NAME}\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:\b{_ARTICLE} )?\b{_NAME}(?: (?:of|with|is|has|for|at|about|debt|balance))*[:,( ]*[$€£]?$",
    re.IGNORECASE,
)
_CAPITAL = re.compile(
    r"(?P<name>[A-Z][\w’'&]+(?: [A-Z][\w’'&]+)?)"
    r"(?: (?:of|with|is|has|for|at|about|debt|balance))*[:,( ]*[$€£]?$"
)
_RATE = re.compile(
    rf"(?P<n>{NUMBER}) ?(?:%|per ?cent\b)(?P<month> (?:a|per) month)?", re.IGNORECASE
)
_FREE = re.compile(r"\b(?:no|without|zero|0) interest\b|\binterest[- ]free\b", re.IGNORECASE)
_LENDER_BEHIND = re.compile(
    r"^ ?(?:(?:that |which )?(?:i|we) (?:still )?owe (?:to )?|(?:is |are )?(?:owed )?to )"
    r"(?P<whose>my|our|the) (?P<name>[a-z]+(?:-in-law)?"
    r"(?: (?!and\b|but\b|since\b|for\b|from\b|which\b)[a-z]+)?)",
    re.IGNORECASE,
)
_LENDER_BEFORE = re.compile(
    r"\bow(?:e|ing) (?:to )?(?P<whose>my|our|the) (?P<name>[a-z]+(?: [a-z]+)?) ?[:(]? ?[$€£]?$|"
    r"\b(?P<who>my|our|the) (?P<from>[a-z]+(?:-in-law)?) (?:has |had )?(?:lent|loaned) "
    r"(?:me|us)\W*[$€£]?$",
    re.IGNORECASE,
)
_LEAST = 2


def debts_in(facts: GoalFacts) -> tuple[Balance, ...]:
    """Return the balances that the aim is about, each with its rate; none if there is only one.

    "Be clear of the two cards" leaves out the car loan.
    """
    found = balances_in(facts)
    if len(found) < _LEAST:
        return ()
    ends = [*(each.span.start for each in found[1:]), len(facts.text)]
    starts = [0, *(each.span.end for each in found)]
    debts = [
        Balance(
            name=_name(facts.text[start : each.span.start], facts.text[each.span.end : end], each),
            amount=each.value,
            yearly_rate=_rate(facts.text[each.span.end : end]),
        )
        for each, start, end in zip(found, starts, ends, strict=False)
    ]
    return _with_own_names(wanted_debts(facts.text, facts.aim, debts))


def owed_in_all(facts: GoalFacts) -> float | None:
    """Return what the debts of the aim come to, or None if they are not named one by one."""
    debts, stated = debts_in(facts), facts.quantity
    every = sum(each.value for each in balances_in(facts))
    if not debts or stated is None or abs(stated.value - every) >= 1:
        return None
    return sum(each.amount for each in debts)


def order_note(facts: GoalFacts, plan: PaymentPlan | None, unit: str) -> str | None:
    """Return the order in which the debts are paid, with each balance, and what the other costs."""
    debts = plan.terms.balances if plan is not None else debts_in(facts)
    if len(debts) < _LEAST or not any(each.rate for each in debts):
        return None
    order = dearest_first(debts)
    if plan is None or plan.all() is None:
        listed = ", then ".join(name_with_sum(each, unit) for each in order)
        return f"Order of payment, the highest interest first: {listed}. Minimums go to all."
    listed = ", then ".join(_with_day(each, unit) for each in plan.cleared(order))
    note = (
        f"Order of payment, the highest interest first: {listed}. The others get their minimum, "
        "counted as the interest and 1% of the balance."
    )
    other = smallest_first(debts)
    if [each.name for each in other] == [each.name for each in order]:
        return f"{note} The smallest first would be the same order."
    first = plan.cleared(other)[0]
    if first.on is None:
        return note
    return (
        f"{note} The smallest first would close {first.balance.name} by {long_day(first.on)} and "
        "cost more interest in all; take it if an early win keeps you going."
    )


def name_with_sum(debt: Balance, unit: str) -> str:
    """Return a debt as a plan names it: "the store card (3,100 at 27%)"."""
    amount = format_amount(debt.amount, unit or BARE_SUM)
    rate = f" at {debt.yearly_rate:g}%" if debt.yearly_rate is not None else ""
    return f"{debt.name} ({amount}{rate})"


def with_debts(plan: PaymentPlan, facts: GoalFacts) -> PaymentPlan:
    """Return a plan whose debts have their own interest, if their sum is what is left to pay."""
    debts = debts_in(facts)
    rated = [each.yearly_rate is not None for each in debts]
    if (
        not debts
        or any(rated) != all(rated)
        or abs(sum(d.amount for d in debts) - plan.sum_left) >= 1
    ):
        return plan
    mean = round(mean_rate(debts), 1)
    return replace(plan, terms=replace(plan.terms, balances=debts, yearly_rate=mean))


def _with_day(cleared: Cleared, unit: str) -> str:
    day = f", paid by {long_day(cleared.on)}" if cleared.on is not None else ""
    return f"{name_with_sum(cleared.balance, unit)}{day}"


def _name(before: str, behind: str, amount: Quantity) -> str:
    """Return the name of a debt: the words behind its sum or, if there are none, before it."""
    lender = _LENDER_BEHIND.match(behind) or _LENDER_BEFORE.search(before)
    if lender is not None:
        found = lender.groupdict()
        whose = found["whose"] or found["who"]
        name = (found["name"] or found["from"]).strip()
        return f"{'the' if whose.lower() == 'the' else 'your'} {name}"
    match = _BEHIND.match(behind) or _BEFORE.search(before) or _CAPITAL.search(before)
    if match is None:
        return f"the debt of {amount.value:,.0f}"
    name = match["name"].strip()
    return name if name[0].isupper() and " " not in name and name != "Visa" else f"the {name}"


def _with_own_names(debts: Sequence[Balance]) -> tuple[Balance, ...]:
    """Return debts of which no two have one name."""
    names = [each.name for each in debts]
    return tuple(
        replace(each, name=f"{each.name} of {each.amount:,.0f}")
        if names.count(each.name) > 1
        else each
        for each in debts
    )


def _rate(behind: str) -> float | None:
    found = _RATE.search(behind)
    if found is None:
        return 0.0 if _FREE.search(behind) else None
    return parse_number(found["n"]) * (12 if found["month"] else 1)
