"""Format amounts for people: "5 km", "€5,000", "24 books", "1 book"."""

from core.offline.reading.numbers import format_number
from core.offline.reading.units import BARE_SUM, MONEY

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
_SPOKEN = {"h": "hours", "min": "minutes", "%": "%"}


def format_amount(value: float, unit: str) -> str:
    """Format a value with its unit."""
    if unit == BARE_SUM:
        return _format_money(value)
    if unit in MONEY:
        sum_ = _format_money(value)
        return f"{_SIGNS[unit]}{sum_}" if unit in _SIGNS else f"{sum_} {unit}"
    head, _, rest = unit.partition(" ")
    if head in MONEY or head == BARE_SUM:
        return f"{format_amount(value, head)} {rest}"
    if unit == "%":
        return f"{format_number(value)}%"
    spoken = _SPOKEN.get(head, head)
    if value == 1 and spoken.endswith("s") and len(spoken) > 3:
        spoken = spoken[:-1]
    return f"{format_number(value)} {spoken} {rest}".strip()


def _format_money(value: float) -> str:
    return f"{value:,.2f}".removesuffix(".00")
