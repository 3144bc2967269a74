"""What there is of a sum today: what is put aside already, and what comes in a month so far.

The words around a sum say it, wherever in a long text it stands: "there's 2,600 in the account
already" is in hand, "the bakery makes 413 a month" is what comes in, and neither is a payment.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.offline.playbooks.library import GENERAL
from core.offline.reading.clauses.tense import Tense, tense_of
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.roles.money.balances import with_balances
from core.offline.reading.roles.money.payments import plain_sums, rates_in, sums_in
from core.offline.reading.roles.money.sum_roles import is_gain
from core.offline.reading.units import BARE_SUM, MONEY

_OWN_BUSINESS = "small_business"
_OF_MONEY = frozenset({GENERAL, "budgeting", "saving"})
"""Topics that an income is taken for; the two of money only if the sum is to come in."""
_STATED = 0.75
_LEAST_SUM = 200.0
_ABOUT = r"(?:(?:about|around|roughly|only|just|some|maybe|already|now|currently) )*"
_PUT_ASIDE = (
    r"(?:saved(?: up)?|(?:put|set|tucked) (?:by|aside|away)|stashed|banked|squirrelled away|"
    r"overpaid|raised|collected)"
)
_PLACE = (
    r"(?:sitting |lying |there |parked )*in (?:the |my |our |a |an )?(?:[a-z]+ ){0,2}?"
    r"(?:savings?|bank|account|pot|isa|kitty|jar|fund|cash)\b"
)
_IN_HAND_AFTER = re.compile(
    rf"^(?: (?:euros?|pounds|quid|dollars))?,? ?(?:(?:that )?(?:is|are|was)|['’]s)? ?"
    rf"(?:already |now |safely )*(?:{_PUT_ASIDE}|{_PLACE}|"
    r"(?:so far|there already|to start with|done)\b)",
    re.IGNORECASE,
)
_IN_HAND_BEFORE = re.compile(
    rf"\b(?:{_PUT_ASIDE}|so far(?:,| (?:we|i)(?: have|['’]ve)(?: got| saved)?)?|"
    rf"(?:i|we)(?: have|['’]ve) already(?: got)?|(?:i|we) already have(?: got)?) {_ABOUT}$",
    re.IGNORECASE,
)
_COMES_IN = re.compile(
    r"\b(?:earns?|mak(?:es?|ing)|brings? in|bringing in|(?:turns?|turning) over|tak(?:es?|ing)"
    rf"(?: in)?|clears?|clearing|sells? for|(?:is|are|['’]m|['’]re|am) (?:at|on)) {_ABOUT}$",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"^ ?(?:a|per|each|every) (?:day|week|month|year),? (?:at|for) (?:about |around )?[$€£]"
    rf"(?P<n>{NUMBER})",
    re.IGNORECASE,
)
_OWN_TRADE = re.compile(
    r"\b(?:sell|selling|sold|customers?|clients?|bookings?|orders|turns? over|turnover|"
    r"freelanc\w+|commissions|self[- ]employed|my (?:own )?(?:shop|stall|business|bakery|van))\b",
    re.IGNORECASE,
)


def with_money(facts: GoalFacts, rule: str, aims: Sequence[Span]) -> GoalFacts:
    """Return the facts with the balances of a debt, or with what there is of another sum."""
    facts = _with_whole(_counted_as_money(with_balances(facts, rule, aims), rule), rule)
    target = facts.quantity
    if rule == "debt" or target is None or target.kind is not QuantityKind.MONEY:
        return facts
    today = facts.baseline
    if today is not None and today.unit in {target.unit, BARE_SUM} and today.per == target.per:
        return facts
    found = _coming_in(facts, target) if target.per else _in_hand(facts, target)
    if found is None:
        return facts
    sure = {**facts.confidence, "baseline": _STATED}
    return replace(facts, baseline=found, confidence=sure)


def of_own_trade(facts: GoalFacts) -> GoalFacts:
    """Return the facts of an income from one's own sales as a goal of one's own business.

    Who is to reach 800 a month with cakes has nothing to transfer to a savings account.
    """
    target = facts.quantity
    if facts.domain not in _OF_MONEY or facts.recipe or target is None or target.per is None:
        return facts
    if target.kind is not QuantityKind.MONEY or not _OWN_TRADE.search(facts.text):
        return facts
    if facts.domain != GENERAL and not is_gain(facts.text, target):
        return facts
    return replace(facts, domain=_OWN_BUSINESS)


def _counted_as_money(facts: GoalFacts, rule: str) -> GoalFacts:
    """Return the facts with a sum as money that counts a noun: "a 15,000 deposit"."""
    target = facts.quantity
    if target is None or rule != "saving" or target.kind is not QuantityKind.COUNT:
        return facts
    if target.per is not None or target.value < _LEAST_SUM or target.unit in MONEY:
        return facts
    return replace(facts, quantity=replace(target, unit=BARE_SUM, kind=QuantityKind.MONEY))


def _with_whole(facts: GoalFacts, rule: str) -> GoalFacts:
    """Return the facts with the largest sum as target, if only what there is of it was read."""
    today = facts.baseline
    if rule != "saving" or facts.quantity is not None or today is None:
        return facts
    if today.per is not None or today.kind is not QuantityKind.MONEY:
        return facts
    more = [amount for amount in plain_sums(facts.text) if amount.value > today.value]
    whole = max(more, key=lambda amount: amount.value, default=None)
    if whole is None:
        return facts
    return replace(facts, quantity=whole, confidence={**facts.confidence, "quantity": _STATED})


def _in_hand(facts: GoalFacts, target: Quantity) -> Quantity | None:
    """Return the one sum that the words around it call saved, if it is less than the target."""
    found = [
        amount
        for amount in sums_in(facts.text)
        if amount.value < target.value
        and amount.unit in {target.unit, BARE_SUM}
        and (
            _IN_HAND_AFTER.match(facts.text[amount.span.end :])
            or _IN_HAND_BEFORE.search(facts.text[: amount.span.start])
        )
    ]
    if len({amount.value for amount in found}) != 1:
        return None
    return replace(found[0], unit=target.unit)


def _coming_in(facts: GoalFacts, target: Quantity) -> Quantity | None:
    """Return what comes in today in the target's period: one stated rate, or a number at a price.

    "3 cakes a month at £35" come to 105 a month.
    """
    rates = [
        rate
        for rate in rates_in(facts.text)
        if rate.per == target.per
        and rate.value != target.value
        and rate.unit in {target.unit, BARE_SUM}
        and _comes_in(facts.text, rate)
    ]
    if len({rate.value for rate in rates}) == 1:
        return replace(rates[0], unit=target.unit)
    counted = facts.baseline
    if counted is None or counted.per != target.per or counted.unit in MONEY:
        return None
    price = _EACH.match(facts.text[counted.span.end :]) or _EACH.match(
        facts.text[_end_of_noun(facts.text, counted) :]
    )
    if price is None:
        return None
    return replace(target, value=counted.value * parse_number(price["n"]), span=counted.span)


def _comes_in(text: str, rate: Quantity) -> bool:
    before = re.split(r"[.;!?\n]\s", text[: rate.span.start])[-1]
    if is_gain(text, rate) or tense_of(before) is Tense.PAST:
        return False
    return _COMES_IN.search(before) is not None


def _end_of_noun(text: str, counted: Quantity) -> int:
    """Return where the noun ends that a number counts: behind "3 cakes"."""
    noun = re.match(r"\d* ?[a-z]+", text[counted.span.start :], re.IGNORECASE)
    return counted.span.start + noun.end() if noun else counted.span.end
