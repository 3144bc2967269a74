"""What a number of the target is today, where a clause states it: "my pressure is 148/92"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from core.offline.reading.clauses.asides import find_asides
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span
from core.offline.reading.roles.slots.ways import find_ways
from core.offline.reading.units import UNITS

_NUMBER = r"(?P<n>\d{1,6}(?:\.\d+)?)"
_PAIR = re.compile(rf"(?<![\d/.,]){_NUMBER} ?(?:/|over) ?(?P<low>\d{{2,3}})(?![\d/]|[.,]\d)")
_STATED = re.compile(
    r"\b(?:(?:is|was|at|are|got|scored?|averag(?:e|ing)|currently|now|sleep|smoke|drink|weigh|know|"
    r"have (?:written|done|read|got)|failed with|came out at)"
    r"(?: (?:about|around|only|just|maybe|roughly|at|barely|a|like|him|on|in|my|i))*|"
    r"(?:can|could) (?:only |just |already )?(?:do|manage|hold)(?: (?:about|around|only|just))*|"
    r"(?:is|are|am|['’]s|['’]m|still) (?:still |only )?on(?= (?:stage|level|grade|band|book)))"
    rf" (?:(?:stage|level|grade|band|book|score) )?{_NUMBER}(?P<rest>[^\s]*(?: ?[a-z%]+)?)",
    re.IGNORECASE,
)
_NO_AMOUNT = re.compile(
    r"[:.]\d|/| ?(?:am|pm|years?|yrs?|yo|till|to|until|of|o['’]?clock|st|nd|rd|th)\b|\w*-\w",
    re.IGNORECASE,
)
_WORD = re.compile(r" ?(?P<word>[a-z]{1,}|%)", re.IGNORECASE)
_FILLERS = frozenset("and but so on in at when last right now then for a the i or with as".split())
_WEAK = re.compile(r"(?:is|was|at|are)\b", re.IGNORECASE)
_OF_A_PERSON = re.compile(
    r"\b(?:i|he|she|who|son|daughter|child|kid|boy|girl|wife|husband|partner|mother|mum|mom|mam|"
    r"father|dad|sister|brother|niece|nephew|friend|dog|cat|puppy|horse) $",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\b(?:i|we)? ?(?:needs?|wants?|requires?|aiming for|(?:has|have|needs?) to be|must be|get to|"
    r"reach) (?:a |at least |about |it |under |below |over )*$",
    re.IGNORECASE,
)
_FAR, _PAIR_FAR = 5.0, 2.0
_SAME_UNIT, _BARE = 0.75, 0.6
_NO_STATE = frozenset({QuantityKind.MONEY, QuantityKind.DISTANCE})
"""Sums and distances have readers of their own."""


def with_value_today(facts: GoalFacts) -> GoalFacts:
    """Return the facts with today's value of what the target counts, if it was left out."""
    facts = _with_wanted(facts)
    asked = facts.quantity
    if asked is None or asked.per is not None or facts.baseline is not None or not asked.value:
        return facts
    if asked.kind in _NO_STATE:
        return facts
    is_pair = _PAIR.match(facts.text, asked.span.start) is not None
    found = list(_pairs(facts, asked) if is_pair else _stated(facts, asked))
    values = {amount.value for amount, _ in found}
    if len(values) != 1:
        return facts
    today, sure = max(found, key=lambda each: each[1])
    return replace(facts, baseline=today, confidence={**facts.confidence, "baseline": sure})


def _with_wanted(facts: GoalFacts) -> GoalFacts:
    """Return the facts with what is needed as target, if it was taken for today's value."""
    today = facts.baseline
    if facts.quantity is not None or today is None or today.per is not None:
        return facts
    if _NEEDED.search(facts.text[: today.span.start]) is None:
        return facts
    sure = {**facts.confidence, "quantity": _BARE}
    return replace(facts, quantity=today, baseline=None, confidence=sure)


def _pairs(facts: GoalFacts, asked: Quantity) -> Iterator[tuple[Quantity, float]]:
    """Yield the pairs of two numbers beside the one that is aimed at; its first one counts."""
    for match in _PAIR.finditer(facts.text):
        value = float(match["n"])
        near = asked.value / _PAIR_FAR <= value <= asked.value * _PAIR_FAR
        if match.start() != asked.span.start and near and int(match["low"]) < value:
            yield _amount(match, asked, match.end("low")), _SAME_UNIT


def _stated(facts: GoalFacts, asked: Quantity) -> Iterator[tuple[Quantity, float]]:
    beside = (*find_asides(facts.text).ages, *find_ways(facts.text))
    for match in _STATED.finditer(facts.text):
        value, at = float(match["n"]), match.start("n")
        unit = _unit_behind(match["rest"])
        if value == asked.value or _NO_AMOUNT.match(match["rest"]) or not _fits(unit, asked):
            continue
        if any(span.start <= at < span.end for span in beside):
            continue
        if _OF_A_PERSON.search(facts.text[: match.start()]):
            continue
        if unit == "" and asked.unit and _WEAK.match(match.group()):
            continue  # "my son is 7" counts no days
        if asked.value / _FAR <= value <= asked.value * _FAR:
            same = unit == asked.unit and bool(unit)
            yield _amount(match, asked, match.end("n")), _SAME_UNIT if same else _BARE


def _fits(unit: str, asked: Quantity) -> bool:
    return unit in {"", asked.unit} or (unit == "%" and not asked.unit)


def _unit_behind(words: str) -> str:
    """Return the unit that a number has of its own, "" if none is written."""
    found = _WORD.match(words)
    word = found["word"].lower() if found else ""
    if not word or word in _FILLERS:
        return ""
    return UNITS[word][0] if word in UNITS else word


def _amount(match: re.Match[str], asked: Quantity, end: int) -> Quantity:
    start = match.start("n")
    span = Span(start=start, end=end, text=match.string[start:end])
    return replace(asked, value=float(match["n"]), high=None, span=span)
