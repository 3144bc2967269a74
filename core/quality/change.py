"""Whether a figure differs between two groups of records: 95 % intervals of the difference.

Shares by Newcombe's hybrid score interval (Newcombe 1998, Statistics in Medicine 17, 873-890,
method 10); means by Welch's t with the degrees of freedom of Satterthwaite (Welch 1947, Biometrika
34, 28-35); figures that only have an interval, such as percentiles, by the method of variance
estimates recovery (Zou & Donner 2008, Statistics in Medicine 27, 1693-1702), of which Newcombe's is
the case of two shares.
"""

import math
from dataclasses import dataclass

from core.quality.intervals import Interval, Scale, mean_interval, t_quantile, wilson_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One figure of a group of records; nothing is known of it without an interval."""

    n: int
    value: float | None
    interval: Interval | None
    squared_error: float | None = None
    """Of a mean: the variance of the mean itself."""
    degrees: int = 0
    """Degrees of freedom of that variance."""


NOTHING = Estimate(n=0, value=None, interval=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure minus another, with its interval; None if one of them is not known."""

    value: float
    interval: Interval | None

    @property
    def certain(self) -> bool:
        """Return whether the interval excludes no difference at all."""
        return self.interval is not None and not self.interval.contains(0.0)


def mean_estimate(n: int, mean: float | None, variance: float | None, *, scale: Scale) -> Estimate:
    """Return the mean of records on a scale, whose usual spread counts as one more record."""
    if n < 1 or mean is None:
        return NOTHING
    squares = (variance or 0.0) * (n - 1) + scale.usual_spread**2
    return Estimate(
        n=n,
        value=mean,
        interval=mean_interval(n, mean, variance, scale=scale),
        squared_error=squares / n / n,
        degrees=n,
    )


def amount_estimate(n: int, total: float, squares: float) -> Estimate:
    """Return the mean of amounts that have no scale, such as costs; below two, no interval."""
    if n < 1:
        return NOTHING
    mean = total / n
    if n < 2:
        return Estimate(n=n, value=mean, interval=None)
    error = max(0.0, squares - total * mean) / (n - 1) / n
    half = t_quantile(n - 1) * math.sqrt(error)
    return Estimate(
        n=n,
        value=mean,
        interval=Interval(low=max(0.0, mean - half), high=mean + half),
        squared_error=error,
        degrees=n - 1,
    )


def share_estimate(yes: int, n: int) -> Estimate:
    """Return a share with Wilson's interval."""
    interval = wilson_interval(yes, n)
    return Estimate(n=n, value=yes / n if n else None, interval=interval)


def difference_of(now: Estimate, before: Estimate) -> Difference | None:
    """Return `now` minus `before`; None if one of them has no value."""
    if now.value is None or before.value is None:
        return None
    value = now.value - before.value
    if now.squared_error is not None and before.squared_error is not None:
        return Difference(value=value, interval=_welch(value, now, before))
    return Difference(value=value, interval=_recovered(value, now, before))


def more_needed(n: int, difference: Difference) -> int | None:
    """Return roughly how many more records tell whether a difference of this size is one.

    The interval narrows with the root of the number; both groups are taken to grow alike. 0 if it
    is certain already, None if there is no difference or no interval.
    """
    if difference.certain:
        return 0
    if difference.interval is None or difference.value == 0:
        return None
    half = (difference.interval.high - difference.interval.low) / 2
    return math.ceil(n * ((half / difference.value) ** 2 - 1)) if half else None


def _welch(value: float, now: Estimate, before: Estimate) -> Interval:
    errors = [
        (now.squared_error or 0.0, now.degrees),
        (before.squared_error or 0.0, before.degrees),
    ]
    total = sum(error for error, _ in errors)
    if total == 0:
        return Interval(low=value, high=value)
    degrees = total**2 / sum(error**2 / degrees for error, degrees in errors)
    half = t_quantile(max(1.0, degrees)) * math.sqrt(total)
    return Interval(low=value - half, high=value + half)


def _recovered(value: float, now: Estimate, before: Estimate) -> Interval | None:
    one, other = now.interval, before.interval
    if one is None or other is None or now.value is None or before.value is None:
        return None
    below = math.hypot(now.value - one.low, other.high - before.value)
    above = math.hypot(one.high - now.value, before.value - other.low)
    return Interval(low=value - below, high=value + above)
