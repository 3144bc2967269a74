"""How differences are written: with their sign, as values are in `formats`."""

from core import formats
from core.formats import Bounds

_MINUS = "−"


def figure(value: float, digits: int = 1) -> str:
    """Return a difference with its sign: +0.4, −1.2, or 0.0 where it rounds to nothing."""
    text = formats.figure(value, digits)
    return text if text.startswith(_MINUS) or not float(text) else f"+{text}"


def interval(value: Bounds, digits: int = 1) -> str:
    """Return the interval of a difference as [−0.7, +1.2]."""
    return f"[{figure(value.low, digits)}, {figure(value.high, digits)}]"
