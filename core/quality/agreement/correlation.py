"""Rank correlations with ties: Spearman's rho, partial rho, and Kendall's tau-b.

Sources: Spearman (1904); Kendall (1945), The treatment of ties in ranking problems; partial rank
correlation as the partial correlation of ranks, Conover, Practical Nonparametric Statistics
(1999), section 5.4.
"""

from collections.abc import Hashable, Sequence
from typing import Final

import numpy as np

from core.quality.agreement import resampling
from core.quality.agreement.estimate import Estimate, unknown
from core.quality.agreement.resampling import Figures, divide

MIN_PAIRS: Final = 3
_TOO_FEW: Final = f"Fewer than {MIN_PAIRS} pairs."
_CONSTANT: Final = "One side has the same value everywhere."
_BOUND: Final = "A third measure explains one side completely, or a side is constant."


def spearman(
    one: Sequence[float], other: Sequence[float], *, groups: Sequence[Hashable] | None = None
) -> Estimate:
    """Return the rank correlation of two lists of the same length, -1 to 1, with its interval."""
    n = _paired(one, other)
    if n < MIN_PAIRS:
        return unknown(n, _TOO_FEW)
    ranks_of = _Ranking(one), _Ranking(other)

    def statistic(weights: Figures) -> Figures:
        return _correlate(ranks_of[0](weights), ranks_of[1](weights), weights)

    return resampling.estimate(statistic, n, undefined=_CONSTANT, groups=groups)


def partial_spearman(
    one: Sequence[float],
    other: Sequence[float],
    given: Sequence[float],
    *,
    groups: Sequence[Hashable] | None = None,
) -> Estimate:
    """Return the rank correlation of two lists that a third one does not explain."""
    n = _paired(one, other, given)
    if n <= MIN_PAIRS:
        return unknown(n, f"Fewer than {MIN_PAIRS + 1} pairs.")
    ranks_of = _Ranking(one), _Ranking(other), _Ranking(given)

    def statistic(weights: Figures) -> Figures:
        x, y, z = (rank(weights) for rank in ranks_of)
        xy, xz, yz = (_correlate(a, b, weights) for a, b in ((x, y), (x, z), (y, z)))
        room = np.maximum((1 - xz**2) * (1 - yz**2), 0.0)
        return np.clip(divide(xy - xz * yz, np.sqrt(room)), -1.0, 1.0)

    return resampling.estimate(statistic, n, undefined=_BOUND, groups=groups)


def kendall(one: Sequence[float], other: Sequence[float]) -> Estimate:
    """Return Kendall's tau-b of two lists of the same length, -1 to 1, without an interval.

    Needs memory of n * n bytes.
    """
    n = _paired(one, other)
    if n < MIN_PAIRS:
        return unknown(n, _TOO_FEW)
    x, y = (_order_of(values) for values in (one, other))
    concordance = float(np.einsum("ij,ij->", x, y, dtype=np.int64))
    untied = [float(np.count_nonzero(order)) for order in (x, y)]
    if not all(untied):
        return unknown(n, _CONSTANT)
    tau = concordance / np.sqrt(untied[0]) / np.sqrt(untied[1])
    return Estimate(value=float(np.clip(tau, -1, 1)), n=n)


def _order_of(values: Sequence[float]) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    """Return for each pair of records which one is greater: 1, 0 or -1."""
    column = np.asarray(values, dtype=np.float64)[:, None]
    return (column > column.T).astype(np.int8) - (column < column.T).astype(np.int8)


def _paired(*lists: Sequence[float]) -> int:
    n = len(lists[0])
    if any(len(values) != n for values in lists):
        raise ValueError("Paired lists have the same length.")
    return n


class _Ranking:
    """Computes mean ranks of one list for many rows of weights, without sorting again."""

    def __init__(self, values: Sequence[float]) -> None:
        figures = np.asarray(values, dtype=np.float64)
        self._order = np.argsort(figures, kind="stable")
        ordered = figures[self._order]
        self._before = np.searchsorted(ordered, figures, side="left")
        self._upto = np.searchsorted(ordered, figures, side="right")

    def __call__(self, weights: Figures) -> Figures:
        """Return each record's mean rank, less that of all records: half of its ties are below."""
        rows = len(weights)
        passed = np.zeros((rows, weights.shape[1] + 1))
        np.cumsum(weights[:, self._order], axis=1, out=passed[:, 1:])
        twice = passed.take(self._before, axis=1)
        twice += passed.take(self._upto, axis=1)
        twice -= passed[:, -1:]
        return twice / 2


def _correlate(x: Figures, y: Figures, weights: Figures) -> Figures:
    """Return the weighted correlation of each row of centred ranks; NaN if a side is constant."""
    together, of_x, of_y = (
        np.einsum("ij,ij,ij->i", weights, one, other) for one, other in ((x, y), (x, x), (y, y))
    )
    return np.clip(divide(together, np.sqrt(of_x * of_y)), -1.0, 1.0)
