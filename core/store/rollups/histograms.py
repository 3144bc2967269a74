"""Histogram bins that can be summed over days, and percentiles computed from them."""

import math
from collections.abc import Mapping

from core.store.database.statistics import weighted_percentile

SATURATED = 9.5
"""A score from here on counts as saturated."""

SCORE_BIN_COUNT = 11
"""Bins of scores: one for each whole part, and one for a full ten."""

_STEPS_PER_DOUBLING = 8
"""Logarithmic bins: each is 9 % wider than the one before, so a percentile is within 5 %."""


def score_bin(score: float) -> int:
    """Return the bin of a score: 0 to 9 for its whole part, 10 for a full ten."""
    return max(0, min(SCORE_BIN_COUNT - 1, int(score)))


def latency_bucket(duration_us: int) -> int:
    """Return the bin of a duration."""
    return math.floor(_STEPS_PER_DOUBLING * math.log2(max(1, duration_us)))


def percentile_ms(buckets: Mapping[int, int], share: float) -> float | None:
    """Return the duration below which `share` of all lie, in milliseconds; None if empty."""
    bucket = weighted_percentile(buckets, share)
    return None if bucket is None else float(2 ** ((bucket + 0.5) / _STEPS_PER_DOUBLING)) / 1_000
