"""What is there already of a counted whole: "41k words in", "30,000 words into my novel"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.offline.reading.facts import Quantity, QuantityKind, Span
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.units import convert

_AFTER = re.compile(
    r"^ ?(?:of (?:it|them|the [a-z]+) )?(?:(?:are|is|have been|has been) )?(?:now |already )?"
    r"(?:in(?=[.,;:!?)]|$| and\b| but\b| so\b| now\b)|into\b|so far\b|already\b|done\b|down\b|"
    r"written\b|drafted\b|finished\b|read\b|made\b|behind me\b|under my belt\b|there\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:i(?:['’]m| am) (?:now |currently )?(?:on|at)|i(?:['’]ve| have)(?: already| now)? "
    r"(?:got|written|done|drafted|read|finished|made)|"
    r"(?:stands?|stood|sits?|sat|stuck|stopped|stalled|been) at|so far|there are(?: already)?|"
    r"(?:wrote|drafted|finished|managed))"
    r"(?: (?:about|around|roughly|only|some|just|maybe))* ?$",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:needs?|has|have|must|should|ought|want(?:s|ed)?|expect(?:s|ed)?|target|goal|aim(?:ing)?|"
    r"total|limit|requires?|asks? for|contract|full length|finished)\b[^.;!?\d]{0,25}?"
    rf"(?P<n>{NUMBER})(?! ?(?:hours?|h\b|min|days?|weeks?|months?|am\b|pm\b|%))"
    r"(?: (?P<unit>[a-z]+s)\b)?",
    re.IGNORECASE,
)
"""What is asked of the whole."""


def stock_so_far(
    text: str, target: Quantity | None, amounts: Sequence[Quantity]
) -> Quantity | None:
    """Return the amount that the words around it say is there of a target, or None."""
    if target is None or target.per is not None or target.kind != QuantityKind.COUNT:
        return None
    found = (
        amount
        for amount in amounts
        if amount.per is None and amount.span != target.span and _is_part(amount, target)
    )
    return next((amount for amount in found if is_there(text, amount)), None)


def whole_beside(text: str, amounts: Sequence[Quantity]) -> Quantity | None:
    """Return what a stock is to become: "41,000 words written, needs to be 90,000"."""
    for stock in amounts:
        if stock.per is not None or not is_there(text, stock):
            continue
        for match in _WHOLE.finditer(text):
            value = parse_number(match["n"])
            if value > stock.value and (match["unit"] or "").lower() in {"", stock.unit}:
                span = Span(start=match.start("n"), end=match.end("n"), text=match["n"])
                return replace(stock, value=value, high=None, span=span)
    return None


def _is_part(amount: Quantity, target: Quantity) -> bool:
    value = convert(amount.value, amount.unit, target.unit)
    return value is not None and 0 < value < target.value


def is_there(text: str, amount: Quantity) -> bool:
    """Return whether the words around an amount say that so much is done already."""
    after, before = text[amount.span.end :], text[: amount.span.start]
    return _AFTER.match(after) is not None or _BEFORE.search(before) is not None
