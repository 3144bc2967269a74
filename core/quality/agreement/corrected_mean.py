"""The mean of what people say, from few labels and the judge's scores of all records.

The judge's scores carry the mean to records without a label, and the labelled ones show by how much
the judge is off. A judge that knows nothing gets the weight 0, and the mean is that of the labels.

Sources: Angelopoulos, Bates, Fannjiang, Jordan and Zrnic (2023), Prediction-powered inference; the
weight is that of Angelopoulos, Duchi and Zrnic (2023), PPI++: Efficient prediction-powered
inference, example 1. Both assume that the labelled records are a random sample of all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np

from core.quality.intervals import Interval, Scale, t_quantile

MIN_LABELS: Final = 10
"""With fewer labels, the weight of the judge is a guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Number, mean and sample variance of the judge's scores of records without a label."""

    n: int
    mean: float
    variance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedMean:
    """The mean of the labels alone, and the one that the judge's other scores correct."""

    labels: int
    others: int
    """Records without a label."""
    plain: float
    plain_interval: Interval
    corrected: float
    interval: Interval
    weight: float
    """By how much the mean label changes per point of the judge's score."""


def corrected_mean(
    labels: Sequence[float], scores: Sequence[float], *, others: Moments, scale: Scale
) -> CorrectedMean | None:
    """Return the corrected mean of labels, whose records the judge gave `scores`.

    None with fewer than MIN_LABELS labels, or if no record is without a label.
    """
    if len(labels) != len(scores):
        raise ValueError("Each label needs the score of its record.")
    n = len(labels)
    if n < MIN_LABELS or others.n < 1:
        return None
    given, judged = np.asarray(labels, dtype=np.float64), np.asarray(scores, dtype=np.float64)
    weight = _weight(given, judged, others)
    mean = float(given.mean() + weight * (others.mean - judged.mean()))
    variance = float(np.var(given - weight * judged, ddof=1)) / n
    variance += weight**2 * others.variance / others.n
    plain = float(given.mean())
    return CorrectedMean(
        labels=n,
        others=others.n,
        plain=plain,
        plain_interval=_interval(plain, float(np.var(given, ddof=1)) / n, n - 1, scale),
        corrected=min(scale.high, max(scale.low, mean)),
        interval=_interval(mean, variance, n - 2, scale),
        weight=weight,
    )


def _weight(given: np.ndarray, judged: np.ndarray, others: Moments) -> float:
    """Return the weight that makes the variance of the corrected mean least."""
    n = len(given)
    within = float(((judged - judged.mean()) ** 2).sum())
    pooled = (within + others.variance * max(0, others.n - 1)) / max(1, n + others.n - 2)
    if within <= 1e-12 or pooled <= 1e-12:
        return 0.0
    together = float(((given - given.mean()) * (judged - judged.mean())).sum()) / (n - 1)
    return together / ((1 + n / others.n) * pooled)


def _interval(mean: float, variance: float, degrees: int, scale: Scale) -> Interval:
    half = t_quantile(degrees) * sqrt(variance)
    return Interval(low=max(scale.low, mean - half), high=min(scale.high, mean + half))
