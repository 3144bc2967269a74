"""Find how far a place is: "the pool is 10 min away" is no amount of any goal."""

import re

from core.offline.reading.facts import Quantity, Span
from core.offline.reading.quantities import parse_quantities
from core.offline.reading.roles.role_reading import RoleReading

_MOVE = r"(?:[- ](?:walk|drive|ride|bus ride|train ride|bike ride|cycle|journey|trip))?"
_HOME = r"(?:home|here|me|us|work|where i|(?:my|our|the|his|her|their|a) [a-z])"
_AWAY = re.compile(
    rf"{_MOVE},? (?:away\b(?! from (?:my|the) (?:goal|target))|"
    r"down the (?:road|street)|up the road|"
    r"(?:a)?round the corner|door to door)\b|"
    r" by (?:bus|car|train|tram|tube|metro|ferry)\b|"
    r"['’]?s?[- ](?:drive|flight|car journey)\b|"
    r"[- ](?:drive|bus ride|train ride|train|bus) (?:from|to)\b",
    re.IGNORECASE,
)
_FROM_HOME = re.compile(rf"{_MOVE} from {_HOME}", re.IGNORECASE)
_LIES = re.compile(
    r"(?:\b(?:is|are|was|live|lives|lies|within|nearest|closest)|['’]s)"
    r"(?: (?:only|just|about|around|roughly|over|some|a|an|like|at least))*\s*$",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"\b(?:takes?|took|adds?|need|spend|commute(?: is| takes| of)?)"
    r"(?: (?:me|us|him|her|about|around|roughly|only|another|an? extra))*\s*$",
    re.IGNORECASE,
)
_GETS = re.compile(
    r" (?:(?:just )?to (?:get|drive|travel|reach|see|seeing|getting|driving|visit|visiting)|"
    r"each way|there(?: and back)?|one way)\b"
    r"(?! (?:fit|good|better|ready|up|dressed|down|to sleep|out of))",
    re.IGNORECASE,
)
_UNITS_OF_A_WAY = frozenset({"s", "min", "h", "m", "km", "mi"})


def find_ways(text: str) -> tuple[Span, ...]:
    """Return the times and lengths that say how far a place is."""
    return tuple(
        amount.span
        for amount in parse_quantities(text)
        if amount.unit in _UNITS_OF_A_WAY and _is_way(text, amount)
    )


def _is_way(text: str, amount: Quantity) -> bool:
    before, end = text[: amount.span.start], amount.span.end
    if _AWAY.match(text, end):
        return True
    if _FROM_HOME.match(text, end) and _LIES.search(before):
        return True
    return _GETS.match(text, end) is not None and _TAKES.search(before) is not None


def without_ways(reading: RoleReading) -> RoleReading:
    """Return the reading without the slots that only say how far a place is."""
    ways = find_ways(reading.text)
    slots = (found.span for found in reading.slots)
    return reading.without([span for span in slots if any(_meet(span, way) for way in ways)])


def names_a_way(clause: Span, text: str) -> bool:
    """Return whether a clause says how far a place is, which is no starting point."""
    return any(_meet(clause, way) for way in find_ways(text))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
