"""One-sided confidence bounds, on which alerts are decided.

An interval of 95 % that is looked at after every record leaves the target by chance sooner or
later, so alerts use a stricter level; tests measure what that costs and how late a drop is found.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from core.quality.intervals import SHARES, PairedSums, Scale
from core.quality.targets.distributions import (
    beta_cdf,
    beta_quantile,
    chi_square_quantile,
    t_quantile_at,
)

LEVEL = 0.995
"""Each bound holds with this probability at one look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The true value is above `low` with the probability LEVEL, and below `high` with the same."""

    low: float
    high: float


def share_bounds(yes: int, n: int, *, level: float = LEVEL) -> Bounds | None:
    """Return the bounds of a share (Clopper and Pearson, 1934), or None if n is 0."""
    if n < 1:
        return None
    if not 0 <= yes <= n:
        raise ValueError(f"{yes} of {n} is not a share")
    low = beta_quantile(1 - level, yes, n - yes + 1) if yes else 0.0
    high = beta_quantile(level, yes + 1, n - yes) if yes < n else 1.0
    return Bounds(low=low, high=high)


def mean_bounds(
    n: int, mean: float, variance: float | None, *, scale: Scale, level: float = LEVEL
) -> Bounds | None:
    """Return the bounds of a mean by Student's t, or None without records.

    As in `intervals.mean_interval`, the usual spread of the scale counts as one more degree of
    freedom, so that equal records have no bound of zero width.
    """
    if n < 1:
        return None
    squares = (variance or 0.0) * (n - 1) + scale.usual_spread**2
    half = t_quantile_at(level, n) * math.sqrt(squares / n / n)
    return Bounds(low=max(scale.low, mean - half), high=min(scale.high, mean + half))


def grouped_share_bounds(sums: PairedSums, *, level: float = LEVEL) -> Bounds | None:
    """Return the bounds of a share whose records come in groups, or None without any."""
    if sums.share is None:
        return None
    return mean_bounds(sums.n, sums.share, sums.share_variance, scale=SHARES, level=level)


def percentile_bounds(
    counts: Mapping[int, int], share: float, *, level: float = LEVEL
) -> tuple[int | None, int | None]:
    """Return the bins that hold the bounds of a percentile; None where there are too few records.

    The bounds are order statistics, so they hold for any distribution (Conover, Practical
    Nonparametric Statistics, 3.2). `share` is 0.95 for the 95th percentile.
    """
    n = sum(counts.values())
    low, high = _rank_below(n, share, level), _rank_above(n, share, level)
    return (
        _bin_of(counts, low) if low >= 1 else None,
        _bin_of(counts, high) if high <= n else None,
    )


def _rank_below(n: int, share: float, level: float) -> int:
    """Return the largest rank whose record is below the percentile with probability `level`."""
    fits, too_many = 0, n + 1
    while too_many - fits > 1:
        rank = (fits + too_many) // 2
        # The record of this rank is above the percentile if fewer records than that are below it.
        above = _binomial_cdf(rank - 1, n, share)
        fits, too_many = (rank, too_many) if above <= 1 - level else (fits, rank)
    return fits


def _rank_above(n: int, share: float, level: float) -> int:
    """Return the smallest rank whose record is above the percentile with probability `level`."""
    too_few, fits = 0, n + 1
    while fits - too_few > 1:
        rank = (too_few + fits) // 2
        enough = _binomial_cdf(rank - 1, n, share) >= level
        too_few, fits = (too_few, rank) if enough else (rank, fits)
    return fits


def _binomial_cdf(k: int, n: int, p: float) -> float:
    if k < 0:
        return 0.0
    return 1.0 if k >= n else 1 - beta_cdf(p, k + 1, n - k)


def _bin_of(counts: Mapping[int, int], rank: int) -> int:
    seen = 0
    for bin_ in sorted(counts):
        seen += counts[bin_]
        if seen >= rank:
            return bin_
    raise ValueError(f"There is no record of rank {rank}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """How far a mix of kinds is from an earlier mix."""

    index: float
    """Population stability index: 0 for the same mix; 0.1 and 0.25 are the usual marks."""
    low: float
    """The index without what chance alone makes of samples of these sizes."""
    n: int
    n_before: int


SMALLEST_KIND = 5
"""Kinds that are rarer than this in either window are counted as one, as for a chi-square test."""


def measure_shift(
    now: Mapping[str, int], before: Mapping[str, int], *, level: float = LEVEL
) -> Shift | None:
    """Return the shift between two mixes, or None if fewer than two kinds can be compared.

    Without a change, the index times nm / (n + m) is about a chi-square variable of k - 1 degrees
    (Yurdakul and Naranjo, 2020), so its quantile is what chance alone makes.
    """
    pairs = _paired(now, before)
    n, m = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
    if len(pairs) < 2:
        return None
    index = sum((a / n - b / m) * math.log((a / n) / (b / m)) for a, b in pairs)
    chance = chi_square_quantile(level, len(pairs) - 1) * (1 / n + 1 / m)
    return Shift(index=index, low=max(0.0, index - chance), n=n, n_before=m)


def _paired(now: Mapping[str, int], before: Mapping[str, int]) -> list[tuple[int, int]]:
    kinds = {kind: (now.get(kind, 0), before.get(kind, 0)) for kind in {*now, *before}}
    common = [pair for pair in kinds.values() if min(pair) >= SMALLEST_KIND]
    rare = [pair for pair in kinds.values() if min(pair) < SMALLEST_KIND]
    a, b = sum(pair[0] for pair in rare), sum(pair[1] for pair in rare)
    # One record more on both sides: a kind that was never seen before has no logarithm.
    return [*common, (a + 1, b + 1)] if a + b >= SMALLEST_KIND else common
