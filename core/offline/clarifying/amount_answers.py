"""Parse the amounts people write into a slot: "1.5k", "5 km", "300 a month", "nothing yet"."""

import re
from dataclasses import replace

from core.errors import InvalidInput
from core.goals.reading import SlotName
from core.offline.clarifying.correction import NOTHING, Correction, SlotContext, read_words
from core.offline.clarifying.number_answers import parse_range
from core.offline.reading.facts import Quantity, QuantityKind, Span
from core.offline.reading.numbers import NUMBER, format_number
from core.offline.reading.quantities import parse_quantities
from core.offline.reading.units import MONEY, UNITS
from core.offline.writing.format_amount import format_amount

_LONE_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_RACE_KINDS = frozenset({QuantityKind.DISTANCE, QuantityKind.TIME})
"""Kinds of units for which "5k" is a race; for the others it is five thousand."""


def read_amount(name: SlotName, text: str, context: SlotContext) -> Correction:
    """Return an amount; where the person starts may also be described in words."""
    from_nothing = name is SlotName.FROM and NOTHING.match(text) is not None
    quantity = (
        quantity_of(0.0, context.unit, text) if from_nothing else _quantity(text, context.unit)
    )
    if name is SlotName.FROM and not from_nothing and _is_described(text):
        return read_words(name, text, context)
    if quantity is None:
        raise InvalidInput(
            f"We could not find a number in “{text}”.",
            field=name,
            advice="Write a number with its unit, such as “5 km”.",
        )
    if quantity.value < 0:
        raise InvalidInput(
            "This cannot be below zero.", field=name, advice="Write a number from 0 up."
        )
    shown = format_amount(quantity.value, quantity.unit)
    if quantity.high is not None:
        shown = f"{format_number(quantity.value)} to {format_amount(quantity.high, quantity.unit)}"
    if quantity.per is not None:
        shown += f" a {quantity.per}"
    return Correction(slot=name, value=quantity.value, text=shown, quote=text, quantity=quantity)


def _is_described(text: str) -> bool:
    """Return whether a start is described in words: "a few phrases" is no count of phrases."""
    if any(c.isdigit() for c in text) or _LONE_NUMBER.fullmatch(text):
        return False
    return not any(quantity.unit in dict(UNITS.values()) for quantity in parse_quantities(text))


def _quantity(text: str, unit: str) -> Quantity | None:
    found = parse_quantities(text)
    number = parse_range(text)
    if number is None:
        return None
    is_race = bool(found) and found[0].span.text.lower().endswith("k") and found[0].unit == "km"
    counts = unit in MONEY or _kind_of(unit) not in _RACE_KINDS
    if found and not (is_race and unit and counts):
        below_zero = number.low < 0
        return found[0] if not below_zero else quantity_of(number.low, found[0].unit, text)
    return quantity_of(number.low, unit, text, high=number.high)


def quantity_of(value: float, unit: str, text: str, *, high: float | None = None) -> Quantity:
    """Return a number as a quantity of a unit."""
    kind = QuantityKind.MONEY if unit in MONEY else _kind_of(unit)
    span = Span(start=0, end=len(text), text=text)
    return Quantity(value=value, high=high, unit=unit, kind=kind, span=span)


def _kind_of(unit: str) -> QuantityKind:
    return dict(UNITS.values()).get(unit.partition(" ")[0], QuantityKind.COUNT)


def read_payment(name: SlotName, text: str, context: SlotContext) -> Correction:
    """Return an amount that is paid in each period; a month, if the text names none."""
    unit = context.unit if context.unit in MONEY else ""
    correction = read_amount(name, text, replace(context, unit=unit))
    paid = correction.quantity
    if paid is None or paid.value <= 0:
        raise InvalidInput(
            f"“{text}” is not an amount to pay.", field=name, advice="Write “300 a month”."
        )
    per = paid.per or "month"
    quantity = Quantity(value=paid.value, unit=paid.unit, kind=paid.kind, span=paid.span, per=per)
    shown = f"{format_amount(paid.value, paid.unit)} a {per}"
    return Correction(slot=name, value=paid.value, text=shown, quote=text, quantity=quantity)
