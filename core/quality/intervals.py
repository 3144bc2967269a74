"""How far a figure from few records can be trusted: 95 % intervals that stay honest when there are only a handful."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

_Z = 1.959964
_T = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""97.5 % quantiles of Student's t for 1 to 30 degrees of freedom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Where the true value lies, 19 times out of 20."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Tell whether `value` is inside, so that the figure says nothing about which side it is on."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The ends of what is measured, and the spread that single records usually have."""

    low: float
    high: float
    usual_spread: float


STARS = Scale(low=0.5, high=5.0, usual_spread=1.0)
SCORES = Scale(low=0.0, high=10.0, usual_spread=1.5)


def t_quantile(degrees: int) -> float:
    """Return the 97.5 % quantile of Student's t; beyond the table, its expansion around the normal one."""
    if degrees < 1:
        raise ValueError("Student's t needs at least one degree of freedom")
    if degrees <= len(_T):
        return _T[degrees - 1]
    return _Z + (_Z**3 + _Z) / (4 * degrees)


def mean_interval(n: int, mean: float, variance: float | None, *, scale: Scale) -> Interval | None:
    """Return the interval of a mean, None without records.

    The usual spread of the scale counts as one more record's worth of spread. Without it, three equal ratings would
    claim to be certain; with it, one rating says almost nothing and a hundred are as the textbook has them.
    """
    if n < 1:
        return None
    squares = (variance or 0.0) * (n - 1) + scale.usual_spread**2
    half = t_quantile(n) * math.sqrt(squares / n / n)
    return Interval(low=max(scale.low, mean - half), high=min(scale.high, mean + half))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far single records of one kind lie apart, learned from several groups of them."""

    variance: float
    degrees: int

    def interval(self, n: int, mean: float, *, scale: Scale) -> Interval | None:
        """Return the interval of one group's mean, None without records."""
        if n < 1:
            return None
        half = t_quantile(self.degrees) * math.sqrt(self.variance / n)
        return Interval(low=max(scale.low, mean - half), high=min(scale.high, mean + half))


def pool_variance(groups: Iterable[tuple[int, float | None]], *, scale: Scale) -> Spread:
    """Return the spread inside groups, given as n and variance each.

    A day with one record has no spread of its own; it borrows that of the other days. As in `mean_interval`, the
    usual spread of the scale counts as one record more.
    """
    squares, degrees = scale.usual_spread**2, 1
    for n, variance in groups:
        if n > 1 and variance is not None:
            squares += variance * (n - 1)
            degrees += n - 1
    return Spread(variance=squares / degrees, degrees=degrees)


def wilson(yes: int, n: int) -> Interval | None:
    """Return the interval of a share (Wilson's score interval), None without answers."""
    if n < 1:
        return None
    if not 0 <= yes <= n:
        raise ValueError(f"{yes} of {n} is not a share")
    share, square = yes / n, _Z * _Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return Interval(low=max(0.0, middle - half), high=min(1.0, middle + half))


def records_needed(variance: float, distance: float) -> int:
    """Return about how many records would settle on which side of a target a mean at this `distance` lies."""
    if distance <= 0:
        raise ValueError("A mean on the target is never settled")
    return math.ceil(_Z * _Z * variance / distance**2)
