"""Read amounts in two units: "15 stone 11", "a stone and a half", "2h10", "5 foot 4"."""

import re
from collections.abc import Iterator

from core.offline.reading.facts import Quantity, QuantityKind, Span
from core.offline.reading.numbers import NUMBER_OR_ARTICLE, parse_number

_OTHER = (
    r"(?![\d:/%]|[.,]\d| ?(?:%|x\b|times|years?|yrs?|months?|weeks?|days?|nights?|kg|kilos?|km|"
    r"miles?|am\b|pm\b|am\b|stone|st\b|h\b|hours?|hrs?|euros?|people|kids|children|sessions?))"
)
_STONE = re.compile(
    r"(?<![\w.,/-])(?P<one>\d{1,2}) ?(?:stones?|st)\.?,? ?(?:and )?(?P<two>\d{1,2})"
    rf"(?: ?(?:lbs?|pounds?)\b|\b{_OTHER})",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"(?<![\w.,/:-])(?P<one>\d{1,2}) ?(?:h|hrs?|hours?)\.?,? ?(?:and )?(?P<two>\d{1,2})"
    rf"(?: ?(?:m|mins?|minutes?)\b|\b{_OTHER})",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(
    rf"(?<![\w.,/-])(?P<one>{NUMBER_OR_ARTICLE}) (?P<unit>stone|hours?) and a half\b", re.IGNORECASE
)
_HEIGHT = re.compile(
    r"(?<![\w.,/-])(?P<one>[4-7]) ?(?:foot|feet|ft|['’′])\.? ?(?P<two>\d{1,2})\b"
    r"(?: ?(?:inch(?:es)?|in\b|[\"”″]))?",
    re.IGNORECASE,
)
_LB_IN_STONE, _MIN_IN_HOUR = 14, 60
_LEAST_STONE = 4
_DIGITS = 6


def compounds_in(text: str) -> Iterator[Quantity]:
    """Yield weights and times that are written in two units, in no order."""
    for match in _STONE.finditer(text):
        stone, pounds = int(match["one"]), int(match["two"])
        if stone >= _LEAST_STONE and pounds < _LB_IN_STONE:
            yield _weight(stone + pounds / _LB_IN_STONE, match)
    for match in _HOURS.finditer(text):
        hours, minutes = int(match["one"]), int(match["two"])
        if hours and minutes < _MIN_IN_HOUR:
            yield _time(hours * _MIN_IN_HOUR + minutes, match)
    for match in _AND_A_HALF.finditer(text):
        value = parse_number(match["one"]) + 0.5
        is_weight = match["unit"].lower() == "stone"
        yield _weight(value, match) if is_weight else _time(value * _MIN_IN_HOUR, match)


def compound_at(text: str, span: Span) -> Quantity | None:
    """Return the amount in two units that a span is a part of, or None."""
    found = (q for q in compounds_in(text) if q.span.start < span.end and span.start < q.span.end)
    return next(found, None)


def heights_in(text: str) -> tuple[Span, ...]:
    """Return the heights of a body in feet and inches, which are no amount of a goal."""
    return tuple(_span(match) for match in _HEIGHT.finditer(text))


def in_stone_and_pounds(stone: float, rest: str = "") -> str:
    """Return a weight as it is spoken: "15 stone 11"; `rest` is a period: "a week"."""
    whole, pounds = divmod(round(stone * _LB_IN_STONE), _LB_IN_STONE)
    if not whole and pounds:
        return f"{pounds} lb {rest}".strip()
    return f"{whole} stone{f' {pounds}' if pounds else ''} {rest}".strip()


def _weight(stone: float, match: re.Match[str]) -> Quantity:
    value = round(stone, _DIGITS)
    return Quantity(value=value, unit="stone", kind=QuantityKind.WEIGHT, span=_span(match))


def _time(minutes: float, match: re.Match[str]) -> Quantity:
    return Quantity(value=minutes, unit="min", kind=QuantityKind.TIME, span=_span(match))


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end(), text=match.group())
