"""What is left of the income each month: "420 left after rent", which is what can be paid."""

import re
from collections.abc import Iterator

from core.offline.reading.facts import Quantity
from core.offline.reading.roles.money.payments import sums_in

_LEFT_AFTER = re.compile(
    r"^ ?(?:or so |a month |each month |every month )?(?:is |are )?"
    r"(?:left(?: over)?|over|spare|to spare|free|extra|remaining)\b"
    r"(?! (?:to (?:pay|go|clear)|on|of|from|owing|at|for|in)\b)",
    re.IGNORECASE,
)
_LEFT_BEFORE = re.compile(
    r"\b(?:left (?:over )?(?:is|with)|leaves (?:me|us)|spare|free) "
    r"(?:(?:about|around|maybe|roughly|only|just|some) )*$",
    re.IGNORECASE,
)
_HOUSEHOLD = re.compile(
    r"\b(?:after (?:rent|everything|(?:all )?(?:the )?bills|all|food|tax)|rent|bring(?:ing)? home|"
    r"take home|earn|net|salary|wages?|payday|income|a month|month(?:s|ly)?)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[;!?\n]|\.(?!\d)")


def left_over(text: str) -> Quantity | None:
    """Return what is left each month by a text that speaks of income or rent beside it."""
    return next(_left_over(text), None)


def _left_over(text: str) -> Iterator[Quantity]:
    for amount in sums_in(text):
        before, after = text[: amount.span.start], text[amount.span.end :]
        if not (_LEFT_AFTER.match(after) or _LEFT_BEFORE.search(before)):
            continue
        ends = [m.end() for m in _SENTENCE_END.finditer(text)]
        start = max((end for end in ends if end <= amount.span.start), default=0)
        stop = min((end for end in ends if end > amount.span.end), default=len(text))
        if _HOUSEHOLD.search(text[start:stop]):
            yield Quantity(
                value=amount.value,
                unit=amount.unit,
                kind=amount.kind,
                span=amount.span,
                per="month",
            )
