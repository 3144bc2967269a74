"""Figures of measures and limits of targets, as people read them."""

import math
from collections.abc import Callable, Mapping

from core import formats
from core.quality.targets.measure import Measure, Unit
from core.quality.targets.target import Direction, Limit, Target

_MOST_DIGITS = 3

_WRITE: Mapping[Unit, Callable[[float, int], str]] = {
    Unit.SCORE: lambda value, digits: f"{value:.{digits}f}",
    Unit.STARS: lambda value, digits: f"{value:.{digits}f}",
    Unit.SHARE: formats.share,
    Unit.SECONDS: lambda value, _: formats.seconds(value),
    Unit.MINUTES: lambda value, digits: f"{value:.{digits}f} min",
    Unit.HOURS: lambda value, digits: f"{value:.{digits}f} h",
    Unit.USD: lambda value, _: formats.money(value),
    Unit.INDEX: lambda value, digits: f"{value:.{digits}f}",
}
_AFTER = {Unit.SCORE: " of 10", Unit.STARS: " of 5 stars"}


def write_number(value: float | None, measure: Measure, *, beside: float | None = None) -> str:
    """Return a figure without its scale: 4.2, 17.9 %, 48 s; a dash for None.

    It gets more decimals than usual where it would otherwise read as the number it is `beside`.
    """
    if value is None:
        return formats.UNKNOWN
    if not math.isfinite(value):
        return "no limit"
    write = _WRITE[measure.unit]
    digits = measure.digits
    if beside is not None and value != beside:
        while digits < _MOST_DIGITS and write(value, digits) == write(beside, digits):
            digits += 1
    return write(value, digits)


def write_figure(value: float | None, measure: Measure, *, beside: float | None = None) -> str:
    """Return a figure with its unit: 4.2 of 5 stars, 17.9 %, 48 s; a dash for None."""
    after = "" if value is None else _AFTER.get(measure.unit, "")
    return f"{write_number(value, measure, beside=beside)}{after}"


def write_range(low: float, high: float, measure: Measure) -> str:
    """Return an interval: 6.8 to 7.5, 7 % to 19 %, $0.01 to $0.02."""
    if not math.isfinite(high):
        return f"{write_number(low, measure)} or more"
    return f"{write_number(low, measure)} to {write_number(high, measure)}"


def write_limit(target: Target, limit: Limit) -> str:
    """Return what a target asks for: "at least 4.0 of 5 stars", or that it is off."""
    if limit.threshold is None:
        return "off"
    return f"{_least(target)} {write_threshold(limit.threshold, target)}"


def short_limit(target: Target, threshold: float | None) -> str:
    """Return the same without its scale, for narrow places: "at least 4.0", or ""."""
    if threshold is None:
        return ""
    written = write_threshold(threshold, target)
    return f"{_least(target)} {written.removesuffix(_AFTER.get(target.unit, '')) or written}"


def write_threshold(value: float, target: Target) -> str:
    """Return a threshold with all the decimals it was set with."""
    write, digits = _WRITE[target.unit], 0 if target.unit is Unit.SHARE else target.digits
    scale = 100 if target.unit is Unit.SHARE else 1
    while digits < _MOST_DIGITS and abs(round(value * scale, digits) - value * scale) > 1e-9:
        digits += 1
    return f"{write(value, digits)}{_AFTER.get(target.unit, '')}"


def write_window(days: int | None) -> str:
    """Return a window in words: today, the last 30 days, now."""
    if days is None:
        return "now"
    return "today" if days == 1 else f"the last {days} days"


def write_basis(n: int, measure: Measure, days: int | None) -> str:
    """Return how many records a figure is made of, and of which days."""
    return f"n = {formats.pluralize(n, measure.noun)}, {write_window(days)}"


def _least(target: Target) -> str:
    return "at least" if target.should_be is Direction.ABOVE else "at most"
