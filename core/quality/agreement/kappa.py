"""Agreement of two raters on the same ordered levels: confusion table and weighted kappa.

Source: Cohen (1968), Weighted kappa: nominal scale agreement with provision for scaled
disagreement or partial credit.
"""

from collections.abc import Hashable, Sequence
from typing import Final, Literal

import numpy as np

from core.quality.agreement import resampling
from core.quality.agreement.estimate import Estimate
from core.quality.agreement.resampling import Figures, divide

Weighting = Literal["linear", "quadratic"]

_CONSTANT: Final = "Both sides have the same level everywhere, so agreement by chance is complete."


def confusion(
    one: Sequence[int], other: Sequence[int], *, levels: int
) -> tuple[tuple[int, ...], ...]:
    """Return how often each pair of levels occurs: a row per level of `one`, from 0.

    Raises ValueError for lists of different length, and for a level out of range.
    """
    table = np.bincount(_cells(one, other, levels), minlength=levels * levels)
    return tuple(tuple(int(count) for count in row) for row in table.reshape(levels, levels))


def weighted_kappa(
    one: Sequence[int],
    other: Sequence[int],
    *,
    levels: int,
    weighting: Weighting = "quadratic",
    groups: Sequence[Hashable] | None = None,
) -> Estimate:
    """Return the agreement beyond chance of two raters, at most 1, with its interval.

    Levels count from 0; a disagreement counts by its distance, or by its square.
    """
    cells = _cells(one, other, levels)
    chosen = np.zeros((len(cells), levels * levels))
    chosen[np.arange(len(cells)), cells] = 1.0
    penalty = penalties(levels, weighting).ravel()

    def statistic(weights: Figures) -> Figures:
        table = (weights @ chosen).reshape(-1, levels, levels)
        by_chance = table.sum(axis=2)[:, :, None] * table.sum(axis=1)[:, None, :]
        expected = by_chance.reshape(len(table), -1) @ penalty
        observed = table.reshape(len(table), -1) @ penalty
        return 1 - divide(observed * table.sum(axis=(1, 2)), expected)

    return resampling.estimate(statistic, len(cells), undefined=_CONSTANT, groups=groups)


def penalties(levels: int, weighting: Weighting) -> Figures:
    """Return the penalty for each pair of levels."""
    steps = np.arange(levels, dtype=np.float64)
    distance = np.abs(steps[:, None] - steps[None, :])
    return distance**2 if weighting == "quadratic" else distance


def _cells(
    one: Sequence[int], other: Sequence[int], levels: int
) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    if len(one) != len(other):
        raise ValueError("Paired lists have the same length.")
    rows, columns = (np.asarray(values, dtype=np.intp) for values in (one, other))
    if len(rows) and not (
        0 <= min(rows.min(), columns.min()) <= max(rows.max(), columns.max()) < levels
    ):
        raise ValueError(f"Levels are whole numbers from 0 to {levels - 1}.")
    return rows * levels + columns
