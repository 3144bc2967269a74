"""Histogram bins that can be summed over days, and percentiles computed from them."""

import math
from collections.abc import Mapping

from core.quality.intervals import Interval
from core.store.database.statistics import weighted_percentile

SATURATED = 9.5
"""A score from here on counts as saturated."""

SCORE_BIN_COUNT = 11
"""Bins of scores: one for each whole part, and one for a full ten."""

_Z = 1.959964
"""97.5 % quantile of the normal distribution."""

_STEPS_PER_DOUBLING = 8
"""Logarithmic bins: each is 9 % wider than the one before, so a percentile is within 5 %."""


def score_bin(score: float) -> int:
    """Return the bin of a score: 0 to 9 for its whole part, 10 for a full ten."""
    return max(0, min(SCORE_BIN_COUNT - 1, int(score)))


def latency_bucket(duration_us: int) -> int:
    """Return the bin of a duration."""
    return math.floor(_STEPS_PER_DOUBLING * math.log2(max(1, duration_us)))


def bucket_edges_ms(bucket: int) -> tuple[float, float]:
    """Return the shortest and the longest duration of a bin, in milliseconds."""
    low, high = (2 ** (edge / _STEPS_PER_DOUBLING) / 1_000 for edge in (bucket, bucket + 1))
    return low, high


def percentile_ms(buckets: Mapping[int, int], share: float) -> float | None:
    """Return the duration below which `share` of all lie, in milliseconds; None if empty."""
    bucket = weighted_percentile(buckets, share)
    return None if bucket is None else float(2 ** ((bucket + 0.5) / _STEPS_PER_DOUBLING)) / 1_000


def percentile_bounds_ms(buckets: Mapping[int, int], share: float) -> Interval | None:
    """Return the 95 % interval of such a duration; None if there are too few to bound it.

    The interval of the share is turned into durations (Woodruff 1952, Journal of the American
    Statistical Association 47, 635-646).
    """
    total = sum(buckets.values())
    if total < 1:
        return None
    half = _Z * math.sqrt(share * (1 - share) / total)
    if not 0 < share - half < share + half < 1:
        return None
    low, high = (percentile_ms(buckets, at) for at in (share - half, share + half))
    return None if low is None or high is None else Interval(low=low, high=high)
