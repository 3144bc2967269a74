"""Bootstrap intervals: percentiles of a statistic over weights drawn with replacement.

A resample is a row of weights, how often each record was drawn, so that a statistic is computed for
all resamples at once, and for the records themselves with weights of 1. Records of one person are
drawn together, because they are not independent.

Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapters 13 and 8.6
(resampling of clusters). Percentiles need no normal shape and stay inside the range of the
statistic.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.quality.agreement.estimate import Estimate, unknown
from core.quality.intervals import Interval

Figures = NDArray[np.float64]
Statistic = Callable[[Figures], Figures]
"""From weights of shape (resamples, n) to one figure per resample; NaN where it is undefined."""

RESAMPLES: Final = 1_000
SEED: Final = 20_230_126
MIN_GROUPS: Final = 10
"""With fewer independent groups, percentiles of resamples are far too narrow."""
MAX_UNDEFINED: Final = 0.05
"""With more undefined resamples than this share, the rest would not be a fair sample."""
_BLOCK: Final = 1_000_000
"""Weights computed at a time, to bound the memory."""
_TAILS: Final = (0.025, 0.975)


def estimate(
    statistic: Statistic,
    n: int,
    *,
    undefined: str,
    groups: Sequence[Hashable] | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Estimate:
    """Return a statistic of n records with its 95 % interval.

    `groups` names the person of each record; None if all records are independent. `undefined` is
    the reason given if the statistic is undefined for the records.
    """
    if n == 0:
        return unknown(0, "There are no records.")
    value = float(statistic(np.ones((1, n)))[0])
    if not np.isfinite(value):
        return unknown(n, undefined)
    interval, reason = _interval(statistic, n, groups=groups, resamples=resamples, seed=seed)
    return Estimate(value=value, n=n, interval=interval, reason=reason)


def _interval(
    statistic: Statistic, n: int, *, groups: Sequence[Hashable] | None, resamples: int, seed: int
) -> tuple[Interval | None, str]:
    members = number_groups(groups) if groups is not None else np.arange(n)
    count = int(members.max()) + 1
    if count < MIN_GROUPS:
        return None, f"Fewer than {MIN_GROUPS} independent records or people."
    found = _resampled(statistic, members, count, resamples=resamples, seed=seed)
    defined = found[np.isfinite(found)]
    if len(defined) < (1 - MAX_UNDEFINED) * resamples:
        return None, "Nearly all values are the same."
    low, high = np.quantile(defined, _TAILS)
    return Interval(low=float(low), high=float(high)), ""


def _resampled(
    statistic: Statistic, members: NDArray[np.intp], count: int, *, resamples: int, seed: int
) -> Figures:
    rng = np.random.default_rng(seed)
    rows = max(1, _BLOCK // len(members))
    found = []
    for start in range(0, resamples, rows):
        drawn = _draw(rng, min(rows, resamples - start), count)
        found.append(statistic(drawn[:, members]))
    return np.concatenate(found)


def _draw(rng: np.random.Generator, rows: int, count: int) -> Figures:
    """Return how often each of `count` groups was drawn, with replacement, in each row."""
    chosen = rng.integers(0, count, size=(rows, count))
    chosen += np.arange(rows)[:, None] * count
    drawn = np.bincount(chosen.ravel(), minlength=rows * count)
    return drawn.reshape(rows, count).astype(np.float64)


def number_groups(groups: Sequence[Hashable]) -> NDArray[np.intp]:
    """Return the number of each record's group, counted from 0 in order of appearance."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(group, len(numbers)) for group in groups], dtype=np.intp)


def divide(upper: Figures, lower: Figures) -> Figures:
    """Return a quotient, NaN where the divisor is 0 up to rounding."""
    safe = np.abs(lower) > 1e-12
    return np.where(safe, upper / np.where(safe, lower, 1.0), np.nan)
