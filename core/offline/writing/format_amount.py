"""Format amounts for people: "5 km", "300 m", "€5,000", "24 books", "1 book"."""

from core import formats
from core.offline.reading.amounts.compound import in_stone_and_pounds
from core.offline.reading.numbers import format_number
from core.offline.reading.units import BARE_SUM, MONEY

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
_MEASURED = frozenset(
    "km mi m kg lb stone cm h hours min minutes % points band GPA kcal l ml °C".split()
)
"""Units with decimals; all others are counted."""
_KEEPS_IE = frozenset({"movies", "cookies", "calories", "selfies", "series", "smoothies", "pies"})
_TIMES = {1: "once", 2: "twice"}
_SPOKEN = {"h": "hours", "min": "minutes", "%": "%"}


def format_amount(value: float, unit: str) -> str:
    """Format a value with its unit."""
    if unit == BARE_SUM or unit in MONEY:
        sum_ = _format_money(value)
        after = "" if unit == BARE_SUM or unit in _SIGNS else f" {unit}"
        return f"{_SIGNS.get(unit, '')}{sum_}{after}"
    head, _, rest = unit.partition(" ")
    if (metres := formats.distance(value, head)) is not None:
        return f"{metres} {rest}".strip()
    if head in MONEY or head == BARE_SUM:
        return f"{format_amount(value, head)} {rest}"
    if unit == "%" or head == "stone":
        return f"{format_number(value)}%" if unit == "%" else in_stone_and_pounds(value, rest)
    spoken = _SPOKEN.get(head, head)
    if head == "times" and value in {1, 2}:
        return f"{_TIMES[int(value)]} {rest}".strip()
    if value == 1:
        spoken = singular_of(spoken)
    return f"{format_number(value)} {spoken} {rest}".strip()


def is_money(unit: str) -> bool:
    """Return whether a unit is a sum of money, with or without a currency."""
    head = unit.split(" ", maxsplit=1)[0]
    return head in MONEY or head == BARE_SUM


def is_counted(unit: str) -> bool:
    """Return whether a unit is counted in whole things: books, steps, calls, not km or hours."""
    head = unit.split(" ", maxsplit=1)[0]
    measured = head in _MEASURED or "/" in head
    return bool(head) and not measured and head not in MONEY and head != BARE_SUM


def singular_of(noun: str) -> str:
    """Return the singular of a plural that is formed by rule; other words stay as they are."""
    if noun in _SPOKEN.values() and noun in {"minutes", "hours"}:
        return noun[:-1]
    if len(noun) <= 3 or not noun.endswith("s") or noun.endswith("ss"):
        return noun
    if noun.endswith(("sses", "xes", "ches", "shes")):
        return noun[:-2]
    if noun.endswith("ies") and noun not in _KEEPS_IE:
        return f"{noun[:-3]}y"
    return noun[:-1]


def _format_money(value: float) -> str:
    return f"{value:,.2f}".removesuffix(".00")
