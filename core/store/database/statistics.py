"""Compute mean, variance and percentiles from the sums and counts that rollups store."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from core.precision import difference

N = TypeVar("N", int, float)


def mean_of(n: int, total: float) -> float | None:
    """Return the mean, or None if `n` is 0."""
    return total / n if n else None


def variance_of(n: int, total: float, squares: float) -> float | None:
    """Return the sample variance, or None below two values.

    Equal values have none: what rounding leaves of the difference does not count.
    """
    return max(0.0, difference(squares, total * total / n) / (n - 1)) if n > 1 else None


def percentile(values: Iterable[N], share: float) -> N | None:
    """Return the smallest value that is not below `share` of all values; None if there is none."""
    return weighted_percentile(Counter(values), share)


def weighted_percentile(counts: Mapping[N, int], share: float) -> N | None:
    """Return the same for values with their counts."""
    total = sum(counts.values())
    seen = 0
    for value in sorted(counts) if total > 0 else ():
        seen += counts[value]
        if seen >= share * total:
            return value
    return None
