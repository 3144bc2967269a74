"""Units of measure in goal texts: aliases, canonical names, quantity kinds and conversions."""

from core.offline.reading.facts import QuantityKind

_ALIASES: dict[QuantityKind, dict[str, str]] = {
    QuantityKind.DISTANCE: {
        "km": "km kms kilometer kilometers kilometre kilometres",
        "mi": "mi mile miles",
        "m": "m meter meters metre metres",
        "laps": "lap laps",
    },
    QuantityKind.WEIGHT: {
        "kg": "kg kgs kilo kilos kilogram kilograms",
        "lb": "lb lbs pound pounds",
        "stone": "stone",
    },
    QuantityKind.TIME: {
        "min": "min mins minute minutes",
        "h": "h hr hrs hour hours",
        "days": "day days night nights",
    },
    QuantityKind.PERCENT: {"%": "percent per-cent %"},
    QuantityKind.SCORE: {"points": "point points", "band": "band", "GPA": "gpa"},
    QuantityKind.COUNT: {
        "steps": "step steps",
        "books": "book books novel novels buch bücher livre livres",
        "pages": "page pages",
        "words": "word words",
        "chapters": "chapter chapters",
        "push-ups": "push-up push-ups pushup pushups",
        "pull-ups": "pull-up pull-ups pullup pullups chin-ups",
        "cigarettes": "cigarette cigarettes smokes",
        "drinks": "drink drinks beer beers units",
        "cups": "cup cups",
        "applications": "application applications jobs",
        "lessons": "lesson lessons class classes course courses module modules",
        "sessions": "session sessions workout workouts",
        "portions": "portion portions serving servings",
        "people": "people friends person persons",
        "items": "item items things",
        "rooms": "room rooms",
    },
}
UNITS: dict[str, tuple[str, QuantityKind]] = {
    alias: (unit, kind)
    for kind, table in _ALIASES.items()
    for unit, aliases in table.items()
    for alias in aliases.split()
}
CURRENCIES = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "bucks": "USD",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "gbp": "GBP",
    "quid": "GBP",
    "chf": "CHF",
    "francs": "CHF",
    "jpy": "JPY",
    "yen": "JPY",
    "inr": "INR",
    "rupees": "INR",
    "cad": "CAD",
    "aud": "AUD",
    "sgd": "SGD",
    "pln": "PLN",
    "sek": "SEK",
    "kr": "SEK",
    "zloty": "PLN",
}
MONEY = frozenset(CURRENCIES.values())
BARE_SUM = "sum"
"""Unit of money whose currency was not stated."""
WEEKS_PER = {"day": 7.0, "week": 1.0, "month": 7 / 30.4, "year": 1 / 52}
"""An amount in a period times this is an amount a week."""
KM_PER_MILE = 1.609
LB_PER_KG = 2.2046
_SIZES: tuple[dict[str, float], ...] = (
    {"mm": 1e-6, "cm": 1e-5, "m": 1e-3, "km": 1.0, "mi": KM_PER_MILE, "ft": 3.048e-4},
    {"g": 1e-3, "kg": 1.0, "lb": 1 / LB_PER_KG, "stone": 14 / LB_PER_KG},
    {"s": 1 / 60, "min": 1.0, "h": 60.0},
)
"""For each dimension, the size of its units in one of them."""
_DIGITS = 6
"""Significant digits of a converted number: 5 mi in metres and back are 5 mi."""


def convert(value: float, unit: str, to: str) -> float | None:
    """Return a number in another unit of its dimension, or None if the units measure two things.

    Units may be written as in a playbook: "minutes", "km a week".
    """
    (own, own_rate), (new, new_rate) = _parts(unit), _parts(to)
    if own_rate != new_rate:
        return None
    if own == new:
        return value
    sizes = next((sizes for sizes in _SIZES if own in sizes and new in sizes), None)
    return None if sizes is None else float(f"{value * sizes[own] / sizes[new]:.{_DIGITS}g}")


def _parts(unit: str) -> tuple[str, str]:
    """Return the canonical unit and the period of a rate, empty if it is none."""
    head, _, rate = unit.partition(" a ")
    return UNITS.get(head.lower(), (head, None))[0], rate


def distance_km(value: float, unit: str) -> float:
    """Convert a distance to kilometres."""
    return value * {"km": 1.0, "mi": KM_PER_MILE, "m": 0.001}.get(unit, 1.0)


def weight_kg(value: float, unit: str) -> float:
    """Convert a weight to kilograms."""
    return value / {"kg": 1.0, "lb": LB_PER_KG, "stone": LB_PER_KG / 14}.get(unit, 1.0)
