"""Find what can be paid in each period, in a goal about a sum: "2,400 €, 150 a month".

A sum and a rate of money in one goal can only be what has to be reached and what is paid for it,
unless the words say that the rate is income, a cost, over, or too much.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from core.offline.playbooks.schema import Playbook
from core.offline.reading.current_state import is_income
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.roles.choices import STATED, Choice
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.roles import Role
from core.offline.reading.units import BARE_SUM, CURRENCIES, UNITS

_SIGN = r"[$€£¥₹]"
_CODE = "|".join(sorted((c for c in CURRENCIES if c.isalpha()), key=len, reverse=True))
_UNIT = "|".join(
    unit for unit in UNITS if unit.isalpha() and len(unit) > 1 and not unit.startswith("pound")
)
_SUM = (
    rf"(?<![\w.,/])(?P<sign>{_SIGN}|(?:usd|eur|gbp|chf|cad|aud|sgd)\b)? ?(?P<n>{NUMBER})"
    rf"(?: ?(?P<code>{_SIGN}|(?:{_CODE}|pounds?|pence)\b))?"
)
_NAMED = (
    r"(?P<twice>fortnight|(?:two|2|other|second) (?:weeks?|wks?))|"
    r"(?P<per>day|week|wk|month|mth|mo|year|yr|pay ?day|pay ?che(?:ck|que)|salary)"
)
_EVERY = rf"(?:(?: ?/ ?| p\.? ?| (?:a|per|each|every) )(?:{_NAMED})s?\b)"
_ADVERB = r"(?:\b(?P<adverb>daily|weekly|monthly|yearly|fortnightly))\b"
_AFTER = re.compile(rf"{_SUM}(?:{_EVERY}| ?{_ADVERB}| ?(?P<short>pm|pw)\b)", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:\b(?:each|every) (?:{_NAMED})\b|{_ADVERB})[^\d.,;:?!]{{0,30}}?{_SUM}"
    rf"(?! ?(?:%|(?:{_UNIT})\b))",
    re.IGNORECASE,
)
_PLAIN_SUM = re.compile(
    rf"{_SUM}(?! ?(?:%|[-:/]\d|(?:{_UNIT}|times|weeks?|months?|years?|payments?|instal\w+)\b))",
    re.IGNORECASE,
)
_PERIODS = {"d": "day", "w": "week", "m": "month", "y": "year", "p": "month", "s": "month"}
_LEAST_SHORT = 13
"""Below it "7 pm" is a time of day."""
_NOT_PAID_BEFORE = re.compile(
    r"\b(?<!after )(?:rent|mortgage|bills?|groceries|interest|fees?|costs?|costing|spend|"
    r"spending|spent|"
    r"earn(?:s|ing)?|income|salary|wages?|pension|bring(?:ing)? home|get paid|takes? home|"
    r"used to|was paying|were paying|only paid|subscriptions?|minimum(?: payment)?s?)\b"
    r"[^.;!?,]{0,25}$|"
    r"\b(?:can'?t|cannot|can not|couldn'?t|could not|won'?t|not|never)\b"
    r"(?![^.;!?]*\b(?:more|over|above|beyond)\b)[^.;!?,]{0,25}$",
    re.IGNORECASE,
)
_TOO_MUCH = (
    r"(?:which |that |and that |and this )?"
    r"(?:is|was|would be|feels|seems|sounds) (?:far |way |just |simply |a bit |much )?"
    r"(?:too|not|out of|more than|impossible|unrealistic|beyond)\b"
)
_REFUSED = re.compile(rf"^(?: ?(?:/|a|per|each|every) ?\w+)?,? ?{_TOO_MUCH}", re.IGNORECASE)
_NOT_PAID_AFTER = re.compile(
    r"^,? ?(?:(?:in|of|on|for) (?:interest|rent|fees|food|groceries|bills|subscriptions)\b|"
    r"interest\b|rent\b|salary\b|income\b|after tax\b|net\b|"
    rf"{_TOO_MUCH})",
    re.IGNORECASE,
)
_LEAST_BARE_SUM = 50
"""Smaller numbers without a currency count other things: people, debts, an age."""
_ASIDE = 0.5
_SURE, _SURE_BASELINE = 0.7, 0.5
SUM_RULES = frozenset({"saving", "debt"})
"""Names of the rules, and of the topics, of a sum that payments reach."""


def stated_payment(reading: RoleReading, target: Quantity | None) -> Quantity | None:
    """Return the payment that the words name beside a sum, or None.

    A payment in a question ("is 150 a month enough?") counts if there is no other.
    """
    most = target.high or target.value if target is not None and target.per is None else 0.0
    rates = (rate for rate in rates_in(reading.text) if not is_no_payment(reading.text, rate))
    fitting = [rate for rate in rates if most <= 0 or rate.value <= most]
    meant = [p for p in fitting if reading.is_short or _aside(reading, p) < _ASIDE]
    asked = [p for p in meant if reading.role_share(p.span, (Role.QUESTION,)) >= _ASIDE]
    return next((p for p in (*(m for m in meant if m not in asked), *asked)), None)


def stated_sum(text: str, payment: Quantity) -> Quantity | None:
    """Return the largest sum of a text that is no rate and more than a payment, or None."""
    found = (amount for amount in plain_sums(text) if amount.value > payment.value)
    return max(found, key=lambda amount: amount.value, default=None)


def without_extras(facts: GoalFacts) -> GoalFacts:
    """Return the facts with the sum itself as target, if a sum that comes once was taken for it."""
    target, payment = facts.quantity, facts.payment
    once = {extra.amount for extra in facts.terms.extras}
    if target is None or payment is None or target.value not in once:
        return facts
    sums = [s for s in plain_sums(facts.text) if s.value not in once and s.value > payment.value]
    whole = max(sums, key=lambda amount: amount.value, default=None)
    return facts if whole is None else replace(facts, quantity=whole)


def plain_sums(text: str) -> Iterator[Quantity]:
    """Yield the sums of a text that are no rate, no income and no cost, in text order."""
    return (amount for amount in sums_in(text) if not is_no_payment(text, amount))


def sums_in(text: str) -> Iterator[Quantity]:
    """Yield the sums of a text that are no rate, in text order."""
    rates = [rate.span for rate in rates_in(text)]
    for match in _PLAIN_SUM.finditer(text):
        amount = _sum(match)
        if amount is not None and not any(_overlap(amount.span, rate) for rate in rates):
            yield amount


def with_stated_sum(
    target: Choice[Quantity],
    baseline: Choice[Quantity],
    payment: Quantity | None,
    rule: str,
    text: str,
) -> tuple[Choice[Quantity], Choice[Quantity]]:
    """Return (target, baseline) with the sum that is paid for, if none was read beside a rate."""
    goal, today = target.value, baseline.value
    if payment is None or rule not in SUM_RULES:
        return target, baseline
    if goal is not None and goal.per is None and goal.value > 0:
        return target, baseline
    whole = stated_sum(text, payment)
    if today is not None and today.value == payment.value:
        baseline = Choice(value=None)
    if whole is None:
        return target, baseline
    if today is not None and today.value == whole.value:
        if rule == "debt" or baseline.confidence >= _SURE_BASELINE:
            return target, baseline
        baseline = Choice(value=None)
    return Choice(value=whole, confidence=_SURE, source=STATED), baseline


def as_money(found: Choice[Quantity], playbook: Playbook) -> Choice[Quantity]:
    """Return an amount of a sum with pounds as money, because no weight is saved or owed."""
    amount = found.value
    is_sum = playbook.progression.rule in SUM_RULES
    if amount is None or amount.kind != QuantityKind.WEIGHT or not is_sum:
        return found
    return replace(found, value=replace(amount, unit="GBP", kind=QuantityKind.MONEY))


def in_one_currency(payment: Choice[Quantity], target: Quantity | None) -> Choice[Quantity]:
    """Return the payment in the target's currency, if it was named without one."""
    paid = payment.value
    if paid is None or target is None or target.kind != QuantityKind.MONEY or paid.per is None:
        return payment
    if paid.unit not in {"", BARE_SUM} or not target.unit:
        return payment
    return replace(payment, value=replace(paid, unit=target.unit, kind=QuantityKind.MONEY))


def is_refused(text: str, rate: Quantity) -> bool:
    """Return whether the words after an amount call it too much."""
    return _REFUSED.search(text[rate.span.end :]) is not None


def refused_rate(text: str) -> Quantity | None:
    """Return the first rate of money that the words after it call too much, or None."""
    return next((rate for rate in rates_in(text) if is_refused(text, rate)), None)


def is_no_payment(text: str, rate: Quantity) -> bool:
    """Return whether the words around an amount call it income, a cost, over or too much."""
    before, after = text[: rate.span.start], text[rate.span.end :]
    return bool(
        is_income(text, rate) or _NOT_PAID_BEFORE.search(before) or _NOT_PAID_AFTER.search(after)
    )


def rates_in(text: str) -> Iterator[Quantity]:
    """Yield the sums a day, week, month or year of a text, in its order."""
    matches = (*_AFTER.finditer(text), *_BEFORE.finditer(text))
    for match in sorted(matches, key=lambda m: m.start()):
        amount = _rate(match)
        if amount is not None:
            yield amount


def _rate(match: re.Match[str]) -> Quantity | None:
    found, amount = match.groupdict(), _amount(match)
    if amount is None:
        return None
    short = found.get("short")
    if short and amount.unit == BARE_SUM and amount.value < _LEAST_SHORT:
        return None
    if found["twice"] or (found["adverb"] or "").lower() == "fortnightly":
        return replace(amount, value=amount.value / 2, per="week")
    word = found["per"] or found["adverb"] or (short or "m")[-1]
    return replace(amount, per=_PERIODS[word[0].lower()])


def _sum(match: re.Match[str]) -> Quantity | None:
    amount = _amount(match)
    if amount is None or amount.unit != BARE_SUM:
        return amount
    is_year = "." not in match["n"] and "," not in match["n"] and 1900 <= amount.value <= 2100
    return None if is_year or amount.value < _LEAST_BARE_SUM else amount


def _amount(match: re.Match[str]) -> Quantity | None:
    sign = (match["sign"] or match["code"] or "").lower()
    value = parse_number(match["n"])
    if sign == "pence" or value <= 0:
        return None
    unit = "GBP" if sign in {"pound", "pounds"} else CURRENCIES.get(sign, BARE_SUM)
    span = Span(start=match.start(), end=match.end(), text=match.group())
    return Quantity(value=value, unit=unit, kind=QuantityKind.MONEY, span=span)


def _aside(reading: RoleReading, amount: Quantity) -> float:
    return reading.role_share(amount.span, (Role.BACKGROUND, Role.MORE))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
