"""Read a measured number as people write it: "7,5", "1.200", "2h 10", "25:30", "12 km"."""

import re

from core.errors import InvalidInput
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.units import (
    BARE_SUM,
    CURRENCIES,
    MONEY,
    UNITS,
    convert,
)

FIELD = "value"
MAX_CHARACTERS = 60
_LARGEST = 1e12
_ABOUT = r"(?:about |around |roughly |ca\.? |~ ?)?"
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")
_LENGTH = re.compile(
    r"(\d{1,3}) ?h(?:ours?|rs?)? ?(?:and )?([0-5]?\d) ?(?:m|mins?|minutes?)?", re.IGNORECASE
)
_VALUE = re.compile(
    rf"{_ABOUT}(?P<sign>[-−] ?)?(?P<before>[$€£¥₹] ?)?(?P<number>{NUMBER}) ?(?P<unit>[^\d]*)",
    re.IGNORECASE,
)
_THOUSANDTHS = re.compile(r"\d{1,3}\.\d{3}")
_EXACT = frozenset({"km", "mi", "kg", "lb", "stone", "h"})
"""Units in which people reach tens and hundreds, so that "42.195" is no group of thousands."""
_MINUTES = {"min": 1.0, "h": 60.0}


def read_value(text: str, *, unit: str) -> float:
    """Return the number a person wrote, in the unit of the metric. Raises InvalidInput."""
    words = " ".join(text.split())
    value = None if len(words) > MAX_CHARACTERS else _duration(words, unit)
    if value is None:
        value = _number(words, unit)
    if value < 0:
        raise InvalidInput(
            "This cannot be below zero.", field=FIELD, advice="Enter a number from 0 up."
        )
    if value > _LARGEST:
        raise _not_a_number(text, unit)
    return round(value, 4)


def _duration(words: str, unit: str) -> float | None:
    """Return "2h 10" or "25:30" in the unit, or None for other texts and units."""
    per = _MINUTES.get(_canonical(unit))
    if per is None:
        return None
    if found := _LENGTH.fullmatch(words):
        return (60 * int(found[1]) + int(found[2])) / per
    if found := _CLOCK.fullmatch(words):
        first, second, third = int(found[1]), int(found[2]), found[3]
        if third is not None:
            return (60 * first + second + int(third) / 60) / per
        # Of two figures, the first is in the unit: "25:30" minutes, "2:10" hours.
        return first + second / 60
    return None


def _number(words: str, unit: str) -> float:
    found = _VALUE.fullmatch(words)
    if found is None:
        raise _not_a_number(words, unit)
    written = (found["before"] or found["unit"] or "").strip()
    exact = _THOUSANDTHS.fullmatch(found["number"]) and _canonical(written or unit) in _EXACT
    number = float(found["number"].replace(",", ".")) if exact else parse_number(found["number"])
    value = number * (-1 if found["sign"] else 1)
    return value if not written else _converted(value, written, words, unit)


def _converted(value: float, written: str, words: str, unit: str) -> float:
    """Return a value in the unit of the metric; it was written in another one, or in the same."""
    source, target = _canonical(written), _canonical(unit)
    if source == target or written.casefold() in unit.casefold().split():
        return value
    if target == BARE_SUM and source in MONEY:
        return value
    converted = convert(value, source, target)
    if converted is not None:
        return converted
    if source in dict(UNITS.values()) or source in MONEY:
        raise InvalidInput(
            f"This is counted in {unit}.",
            field=FIELD,
            advice=f"Enter the number of {unit}, without another unit.",
        )
    raise _not_a_number(words, unit)


def _canonical(unit: str) -> str:
    """Return the name Rein has for a unit: "h" for "hours", "EUR" for "€"."""
    word = unit.casefold().strip()
    if word.upper() in MONEY:
        return word.upper()
    return CURRENCIES.get(word) or (UNITS[word][0] if word in UNITS else word)


def _not_a_number(text: str, unit: str) -> InvalidInput:
    return InvalidInput(
        f"We could not read “{text[:MAX_CHARACTERS]}” as a number.",
        field=FIELD,
        advice=f"Enter one number of {unit}, such as 7.5." if unit else "Enter one number.",
    )
