"""Read the value of a slot; the rules see only the slot's own words, so nothing else is meant."""

import re
from dataclasses import replace
from datetime import date, timedelta

from core.offline.reading.clauses.asides import is_over
from core.offline.reading.dates import parse_deadline
from core.offline.reading.facts import Deadline, Quantity, QuantityKind, Span
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.phrases import mask_spans
from core.offline.reading.quantities import parse_quantities

_NUMBER = re.compile(rf"(?P<n>{NUMBER})(?:\s?(?:-|–|to|or)\s?(?P<high>{NUMBER}))?", re.IGNORECASE)
_NONE_LEFT = re.compile(r"\b(?:zero|none|nothing|no)\b", re.IGNORECASE)
_WORD_BEHIND = re.compile(r" ?(?P<word>[a-z]{2,})$", re.IGNORECASE)
"""What a number counts itself: "25 seconds" are no pull-ups."""
_CLOCK = re.compile(
    r"\b(?:\d{1,2}h\d\d\b|\d{1,2}[:.]\d\d(?!\d)\s?(?:[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|"
    r"midnight|noon|midday|"
    r"o'?clock)|(?<=\bhalf )(?:\d{1,2}|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve)\b|\b(?:half|quarter) (?:past|to)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"(?P<n>{NUMBER}|\ban?\b)(?: ?(?:-|–|to|or) ?(?P<high>{NUMBER}))?[ -]?(?:full |whole |solid )?"
    r"(?P<unit>days?|nights?|weeks?|wks?|months?|mos?|years?|yrs?|fortnights?)\b",
    re.IGNORECASE,
)
_DAYS_IN = {"d": 1.0, "n": 1.0, "w": 7.0, "m": 30.4, "y": 365.0, "f": 14.0}
_NO_UNIT = ""
_LEAD_IN, _MOST_PHRASES = 25, 4
"""Characters around a tagged date in which the rest of its phrase may stand."""
_YEAR = re.compile(r"20\d\d")


def deadline_of(span: Span, *, today: date) -> Deadline | None:
    """Return the last day that a phrase names; a phrase without preposition means "by" it."""
    year = _YEAR.fullmatch(span.text.strip())  # "2027 is to count" is in that year, not by it
    for prefix in ("in ",) if year else ("", "by ", "in "):
        found = parse_deadline(prefix + span.text, today=today)
        if found is not None and found.on >= today:
            return replace(found, span=span, exact=found.exact and not year)
    return None


def whole_date_of(span: Span, text: str, *, today: date) -> Deadline | None:
    """Return the last day by the whole phrase a span is a part of: "June" in "the end of June"."""
    if is_over(span, text):
        return None
    start = max(0, span.start - _LEAD_IN)
    near = text[start : span.end + _LEAD_IN]
    for _ in range(_MOST_PHRASES):
        found = parse_deadline(near, today=today)
        if found is None:
            break
        begins, ends = start + found.span.start, start + found.span.end
        if begins <= span.start and span.end <= ends:
            whole = Span(start=begins, end=ends, text=text[begins:ends])
            return replace(found, span=whole) if found.on >= today else None
        near = mask_spans(near, (found.span,))
    return deadline_of(span, today=today)


def length_of(span: Span, *, today: date) -> Deadline | None:
    """Return the last day of a length such as "for 8 weeks" or "100 days"."""
    match = _DURATION.search(span.text)
    if match is None:
        return None
    count = parse_number(match["high"] or match["n"])
    days = round(count * _DAYS_IN[match["unit"][0].lower()])
    if not 1 <= days <= 3_700:
        return None
    return Deadline(on=today + timedelta(days=days), span=span, length_days=days)


def is_clock(text: str) -> bool:
    """Return whether a phrase names a time of day: "by 11 pm", "6.30", "half past ten"."""
    named = _CLOCK.search(text) is not None
    return named and not any(amount.unit for amount in parse_quantities(text))  # "10.50 €"


def amount_of(span: Span, *, beside: Quantity | None = None) -> Quantity | None:
    """Return the amount in a phrase; a bare number has the unit of the amount `beside` it."""
    found = parse_quantities(span.text)
    if found:
        best = next((q for q in found if q.kind != QuantityKind.TIME), found[0])
        return replace(best, span=_inside(span, best.span))
    match = _NUMBER.search(span.text)
    if match is None:
        if _NONE_LEFT.search(span.text) and beside is not None:
            return replace(beside, value=0.0, high=None, span=span)
        return None
    named = _WORD_BEHIND.match(span.text, match.end())
    if beside is not None and named is not None and not beside.unit.startswith(named["word"]):
        beside = replace(beside, unit=named["word"].lower(), kind=QuantityKind.COUNT, per=None)
    unit, kind = (beside.unit, beside.kind) if beside else (_NO_UNIT, QuantityKind.COUNT)
    return Quantity(
        value=parse_number(match["n"]),
        high=parse_number(match["high"]) if match["high"] else None,
        unit=unit,
        kind=kind,
        per=beside.per if beside else None,
        span=_inside(span, Span(start=match.start(), end=match.end(), text=match.group())),
    )


def _inside(outer: Span, inner: Span) -> Span:
    return Span(start=outer.start + inner.start, end=outer.start + inner.end, text=inner.text)
