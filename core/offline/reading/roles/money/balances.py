"""What is owed in all: the sum of the balances that a text names one by one."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from core.offline.reading.current_state import is_income
from core.offline.reading.facts import GoalFacts, Quantity, Span
from core.offline.reading.numbers import parse_number
from core.offline.reading.roles.money.left_over import left_over
from core.offline.reading.roles.money.payments import plain_sums, sums_in
from core.offline.reading.units import BARE_SUM

_DEBT = (
    r"(?:credit|\w*cards?|visa|master ?card|amex|loans?|overdrafts?|debts?|balances?|store card|"
    r"klarna|pay ?pal|catalogue|car finance|finance|mortgage|bills?|arrears|bank)"
)
_COUNT = re.compile(
    rf"\b(?P<n>two|both|three|four|five|six|[2-6])(?: [a-z]+)? {_DEBT}\b", re.IGNORECASE
)
_NAMED_BEFORE = re.compile(
    rf"\b(?:(?:owe|owing)(?: (?!and\b)[a-z'’]+){{0,3}}|{_DEBT}(?: (?!and\b)[a-z'’]+){{0,2}})"
    r"[: (]*$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"^ ?(?:(?:is |are )?(?:(?:left|still|owing|owed|outstanding) )?(?:on|to|at|for|with|in|of) "
    rf"[^,;.!?]{{0,24}}?\b{_DEBT}\b|(?:at|on) \d[\d.,]* ?(?:%|percent\b)|[a-z]* ?{_DEBT}\b|"
    r"(?:that |which )?(?:i|we) (?:still )?owe\b|to (?:my|our) (?!bank|savings)[a-z]+)",
    re.IGNORECASE,
)
_NO_BALANCE = re.compile(
    r"\b(?:limit|paid|pay|paying|put|send|sent|spend|spent|saved?|savings|afford|throw|cost|costs|"
    r"from|was|were|earn|instal\w+|call it|more like|rather|nearly|than|below|under)"
    r"(?: (?:of|only|about|around|is|off|back|up|to|down|roughly))* ?$",
    re.IGNORECASE,
)
_A_PART = re.compile(
    r"^ ?(?:of (?:it|that|this|them|which|those)\b|ish\b|(?:back|saved|aside|limit|left over)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[;!?\n]|\.(?!\d)")
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_CENT, _ROUGHLY = 0.01, 0.02
_ABOUT = re.compile(r"\b(?:about|around|roughly|nearly|almost|some|circa|over) \W?$", re.IGNORECASE)
_STATED = 0.7


def with_balances(facts: GoalFacts, rule: str, aims: Sequence[Span]) -> GoalFacts:
    """Return the facts of a debt with all that is owed, where one balance or none was read.

    An aim that names one of the balances alone is about that one.
    """
    if rule != "debt":
        return facts
    parts = balances_in(facts)
    if not parts:
        return facts
    alone = _asked_alone(facts, parts, aims)
    whole = sum(part.value for part in parts) if alone is None else alone.value
    target, today = facts.quantity, facts.baseline
    values = {part.value for part in parts}
    if target is not None and target.per is None and not _is_of_these(target, values, facts.text):
        owed = today is not None and today.value in values
        return replace(facts, baseline=replace(parts[0], value=whole)) if owed else facts
    owed_in_all = replace(
        alone or parts[0], value=whole, unit=_unit_of([*parts, *plain_sums(facts.text)]), high=None
    )
    sure = {**facts.confidence, "quantity": _STATED}
    thing = facts.thing if len(parts) == 1 or alone is not None else None
    return replace(facts, quantity=owed_in_all, baseline=None, thing=thing, confidence=sure)


def _is_of_these(target: Quantity, balances: Collection[float], text: str) -> bool:
    """Return whether a target is a balance, a total of some of them, or what comes in."""
    if target.value in balances or is_income(text, target):
        return True
    return any(target.value == total.value for total, _ in _totals(text, [*plain_sums(text)]))


def _asked_alone(
    facts: GoalFacts, parts: Sequence[Quantity], aims: Sequence[Span]
) -> Quantity | None:
    """Return the balance that an aim names apart from the others: "first clear the 2,900"."""
    values = {part.value for part in parts}
    for amount in sums_in(facts.text):
        wanted = any(aim.start <= amount.span.start < aim.end for aim in aims)
        beside = any(
            not _same_sentence(facts.text, amount, part)
            for part in parts
            if part.value != amount.value or part.span != amount.span
        )
        if wanted and beside and amount.value in values:
            return amount
    return None


def _same_sentence(text: str, one: Quantity, other: Quantity) -> bool:
    return any(
        sentence.start <= one.span.start < sentence.end
        and sentence.start <= other.span.start < sentence.end
        for sentence in _sentences(text)
    )


def _unit_of(parts: Sequence[Quantity]) -> str:
    """Return the currency that the parts name; one of them may name it for all."""
    return next((part.unit for part in parts if part.unit != BARE_SUM), BARE_SUM)


def balances_in(facts: GoalFacts) -> tuple[Quantity, ...]:
    """Return the balances of a text, one of them if it names one; a total is none."""
    text = facts.text
    once = {extra.amount for extra in facts.terms.extras}
    spare = left_over(text)
    sums = [
        s
        for s in plain_sums(text)
        if s.value not in once and s.value != (spare and spare.value) and _may_be_owed(text, s)
    ]
    for sentence in _sentences(text):
        inside = [s for s in sums if sentence.start <= s.span.start < sentence.end]
        parts = _parts_of_a_total(text, inside)
        if parts and len(parts) == len(inside) - 1:
            return parts
        counted = _counted(text, sentence, inside)
        if counted:
            return counted
    parts = _parts_of_a_total(text, sums)
    named = _named(text, sums)
    totals = [total for total, _ in _totals(text, sums)]
    return tuple(s for s in sums if s not in totals and (s in named or s in parts))


def _parts_of_a_total(text: str, sums: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the sums that come to another one beside them: "9,300 (4,100 and 5,200)"."""
    return tuple(part for _, parts in _totals(text, sums) for part in parts)


def _totals(text: str, sums: Sequence[Quantity]) -> Iterator[tuple[Quantity, Sequence[Quantity]]]:
    """Yield each sum that is as much as the next ones or the last ones, and these."""
    for at, whole in enumerate(sums):
        near = _ROUGHLY if _ABOUT.search(text[: whole.span.start]) else _CENT / whole.value
        behind, before = sums[at + 1 :], sums[:at]
        runs = [behind[:count] for count in range(len(behind), 1, -1)]
        runs += [before[-count:] for count in range(len(before), 1, -1)]
        fits = (r for r in runs if abs(sum(s.value for s in r) - whole.value) <= near * whole.value)
        parts = next(fits, None)
        if parts is not None:
            yield whole, parts


def _counted(text: str, sentence: Span, sums: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the sums behind a number of debts, if there are just so many of them."""
    count = _COUNT.search(text, sentence.start, sentence.end)
    if count is None:
        return ()
    number = _NUMBERS.get(count["n"].lower()) or int(parse_number(count["n"]))
    behind = tuple(s for s in sums if s.span.start > count.end())
    return behind if len(behind) == number == len(sums) else ()


def _named(text: str, sums: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the sums that each have the name of their debt directly before or behind them."""
    ends = [s.span.end for s in sums]
    named = []
    for before, amount in zip((0, *ends), sums, strict=False):
        ahead = text[before : amount.span.start]
        following = text[amount.span.end :]
        if _NAMED_BEFORE.search(ahead) or _NAMED_AFTER.match(following):
            named.append(amount)
    return tuple(named)


def _may_be_owed(text: str, amount: Quantity) -> bool:
    before, after = text[: amount.span.start], text[amount.span.end :]
    return not (_NO_BALANCE.search(before) or _A_PART.match(after))


def _sentences(text: str) -> tuple[Span, ...]:
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    pairs = pairwise(bounds)
    return tuple(Span(start=a, end=b, text=text[a:b]) for a, b in pairs if a < b)
