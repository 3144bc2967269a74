"""95 % confidence intervals for means and shares that are valid for small samples too."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from core.quality.targets.distributions import t_quantile_at

_Z = 1.959964


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The range that contains the true value in 95 % of cases."""

    low: float
    high: float

    def contains(self, value: float) -> bool:
        """Return True if `value` is inside, that is, if the data cannot exclude it."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The ends of a scale, and the usual standard deviation of single records on it."""

    low: float
    high: float
    usual_spread: float


STARS = Scale(low=0.5, high=5.0, usual_spread=1.0)
SCORES = Scale(low=0.0, high=10.0, usual_spread=1.5)
SHARES = Scale(low=0.0, high=1.0, usual_spread=0.35)


def t_quantile(degrees: float) -> float:
    """Return the 97.5 % quantile of Student's t; `degrees` is at least 1 and need not be whole."""
    return t_quantile_at(0.975, degrees)


def mean_interval(n: int, mean: float, variance: float | None, *, scale: Scale) -> Interval | None:
    """Return the confidence interval of a mean, or None without records.

    The usual spread of the scale counts as one more degree of freedom. Without it, three equal
    ratings would have an interval of zero width; with it, one rating has a very wide interval and
    the effect on a hundred ratings is negligible.
    """
    if n < 1:
        return None
    squares = (variance or 0.0) * (n - 1) + scale.usual_spread**2
    half = t_quantile(n) * math.sqrt(squares / n / n)
    return Interval(low=max(scale.low, mean - half), high=min(scale.high, mean + half))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The variance of single records, estimated over several groups."""

    variance: float
    degrees: int

    def interval(self, n: int, mean: float, *, scale: Scale) -> Interval | None:
        """Return the confidence interval of one group's mean, or None without records."""
        if n < 1:
            return None
        half = t_quantile(self.degrees) * math.sqrt(self.variance / n)
        return Interval(low=max(scale.low, mean - half), high=min(scale.high, mean + half))


def pool_variance(groups: Iterable[tuple[int, float | None]], *, scale: Scale) -> Spread:
    """Return the pooled variance within groups, each given as (n, variance).

    A day with one record has no variance and uses that of the other days. As in
    `mean_interval`, the usual spread of the scale counts as one more degree of freedom.
    """
    squares, degrees = scale.usual_spread**2, 1
    for n, variance in groups:
        if n > 1 and variance is not None:
            squares += variance * (n - 1)
            degrees += n - 1
    return Spread(variance=squares / degrees, degrees=degrees)


def wilson_interval(yes: int, n: int) -> Interval | None:
    """Return the confidence interval of a share (Wilson's score interval), or None if n is 0."""
    if n < 1:
        return None
    if not 0 <= yes <= n:
        raise ValueError(f"{yes} of {n} is not a share")
    share, square = yes / n, _Z * _Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return Interval(low=max(0.0, middle - half), high=min(1.0, middle + half))


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedSums:
    """Sums over groups, such as people: of parts, of wholes, and of their products."""

    n: int
    """The number of groups."""
    part: int
    whole: int
    part_squares: int
    whole_squares: int
    products: int

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole else None

    @property
    def share_variance(self) -> float | None:
        """Return the variance of one group's part of the share (linearized); None below two."""
        share = self.share
        if share is None or self.n < 2:
            return None
        residuals = self.part_squares - 2 * share * self.products + share**2 * self.whole_squares
        size = self.whole / self.n
        return max(0.0, residuals) / (self.n - 1) / size**2


def grouped_share_interval(sums: PairedSums) -> Interval | None:
    """Return the confidence interval of a share whose records come in groups, or None without any.

    Tasks of one person are done or not done together, so the groups are what is independent. The
    variance is that of a ratio of two means (linearized); as in `mean_interval`, the usual spread
    counts as one more degree of freedom.
    """
    share = sums.share
    if share is None:
        return None
    return mean_interval(sums.n, share, sums.share_variance, scale=SHARES)


def records_needed(variance: float, distance: float) -> int:
    """Return roughly how many records decide whether a mean is above or below a target."""
    if distance <= 0:
        raise ValueError("The distance between mean and target must be positive")
    return math.ceil(_Z * _Z * variance / distance**2)
