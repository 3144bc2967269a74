"""A statistic with its sample size and interval, or the reason why there is none."""

from dataclasses import dataclass

from core.quality.intervals import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One statistic. It is None with a `reason` where the records cannot tell, never 0 or NaN."""

    value: float | None
    n: int
    """Pairs, or units, that it is computed from."""
    interval: Interval | None = None
    """95 % interval; None if there is no value, or if it could not be estimated."""
    reason: str = ""
    """Why there is no value, or no interval."""


def unknown(n: int, reason: str) -> Estimate:
    """Return an estimate without a value."""
    return Estimate(value=None, n=n, reason=reason)
