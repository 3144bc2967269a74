"""Krippendorff's alpha: agreement of several raters, some of whom left units out.

Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; its worked example is a
test. Alpha is 1 for complete agreement and 0 for what chance alone gives.
"""

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np

from core.quality.agreement import resampling
from core.quality.agreement.estimate import Estimate, unknown
from core.quality.agreement.resampling import Figures, divide

Metric = Literal["nominal", "ordinal", "interval"]

_CONSTANT: Final = "Everybody gave the same value everywhere."


def krippendorff_alpha(
    units: Sequence[Sequence[float | None]], *, metric: Metric = "ordinal"
) -> Estimate:
    """Return the agreement of the raters; each unit has its ratings, None where one is missing.

    Units with fewer than two ratings cannot be compared and do not count. The interval draws units.
    """
    paired = [[v for v in unit if v is not None] for unit in units]
    paired = [values for values in paired if len(values) > 1]
    if not paired:
        return unknown(0, "No unit was rated twice.")
    scale = sorted({value for values in paired for value in values})
    places = {value: place for place, value in enumerate(scale)}
    per_unit = np.array([_coincidences(values, places) for values in paired])
    shape = per_unit.shape[1:]
    flat = per_unit.reshape(len(paired), -1)

    def statistic(weights: Figures) -> Figures:
        found = (weights @ flat).reshape(-1, *shape)
        return _alphas(found, np.array(scale), metric)

    return resampling.estimate(statistic, len(paired), undefined=_CONSTANT)


def _coincidences(values: Sequence[float], places: dict[float, int]) -> Figures:
    """Return the pairs of values within a unit, weighted so that each value counts once."""
    counts = np.zeros(len(places))
    for value in values:
        counts[places[value]] += 1
    pairs: Figures = np.outer(counts, counts) - np.diag(counts)
    return pairs / (len(values) - 1)


def _alphas(coincidences: Figures, scale: Figures, metric: Metric) -> Figures:
    """Return alpha for each table of coincidences, shape (resamples, levels, levels)."""
    totals = coincidences.sum(axis=2)
    n = totals.sum(axis=1)
    penalty = _penalties(totals, scale, metric)
    observed = (coincidences * penalty).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * penalty).sum(axis=(1, 2))
    return 1 - divide(observed * (n - 1), expected)


def _penalties(totals: Figures, scale: Figures, metric: Metric) -> Figures:
    if metric == "nominal":
        return np.broadcast_to(1 - np.eye(len(scale)), (len(totals), len(scale), len(scale)))
    if metric == "interval":
        return np.broadcast_to(
            (scale[:, None] - scale[None, :]) ** 2, (len(totals), *2 * scale.shape)
        )
    # The distance of two ranks is the number of values between them, both ends counted half.
    middles = np.cumsum(totals, axis=1) - totals / 2
    distances: Figures = (middles[:, :, None] - middles[:, None, :]) ** 2
    return distances
