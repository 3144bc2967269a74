"""Whether a judge prefers long or short texts more than people do.

Source: Dubois et al. (2024), Length-Controlled AlpacaEval, names the bias of judges for long
answers; here it is a partial rank correlation: of score and length, at equal values of people.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from core.quality.agreement.correlation import partial_spearman, spearman
from core.quality.agreement.estimate import Estimate
from core.quality.agreement.resampling import MIN_GROUPS
from core.quality.agreement.trust import MIN_PAIRS

SMALL: Final = 0.1
"""A correlation below this is a small effect in Cohen, Statistical Power Analysis (1988)."""
PARTS: Final = 3


class LengthBias(StrEnum):
    """Which texts a judge prefers, compared with people."""

    LONG = "prefers long texts"
    SHORT = "prefers short texts"
    NONE = "prefers neither long nor short texts"
    UNDECIDED = "not decided yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthPart:
    """The pairs whose texts are of similar length."""

    shortest: int
    longest: int
    n: int
    mean_score: float
    mean_value: float
    correlation: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthReport:
    """How scores, and what people say, go with the length of the text."""

    score_with_length: Estimate
    value_with_length: Estimate
    bias: Estimate
    """Rank correlation of score and length at equal values of people."""
    at_equal_length: Estimate
    """Rank correlation of score and value at equal length."""
    parts: tuple[LengthPart, ...]
    """From short to long, each about a third of the pairs."""

    @property
    def verdict(self) -> LengthBias:
        interval = self.bias.interval
        if self.bias.n < MIN_PAIRS or interval is None:
            return LengthBias.UNDECIDED
        if interval.low > SMALL:
            return LengthBias.LONG
        if interval.high < -SMALL:
            return LengthBias.SHORT
        return LengthBias.NONE if _is_small(interval.low, interval.high) else LengthBias.UNDECIDED


def length_report(
    scores: Sequence[float],
    values: Sequence[float],
    lengths: Sequence[int],
    *,
    groups: Sequence[Hashable] | None = None,
) -> LengthReport:
    """Return how scores and people's values go with the length of the text."""
    return LengthReport(
        score_with_length=spearman(scores, lengths, groups=groups),
        value_with_length=spearman(values, lengths, groups=groups),
        bias=partial_spearman(scores, lengths, values, groups=groups),
        at_equal_length=partial_spearman(scores, values, lengths, groups=groups),
        parts=_parts(scores, values, lengths, groups),
    )


def _parts(
    scores: Sequence[float],
    values: Sequence[float],
    lengths: Sequence[int],
    groups: Sequence[Hashable] | None,
) -> tuple[LengthPart, ...]:
    if not lengths:
        return ()
    cuts = np.quantile(lengths, np.arange(1, PARTS) / PARTS)
    part_of = np.searchsorted(cuts, lengths, side="left")
    found = []
    for number in range(PARTS):
        places = [int(place) for place in np.flatnonzero(part_of == number)]
        if places:
            found.append(_part(places, scores, values, lengths, groups))
    return tuple(found)


def _part(
    places: Sequence[int],
    scores: Sequence[float],
    values: Sequence[float],
    lengths: Sequence[int],
    groups: Sequence[Hashable] | None,
) -> LengthPart:
    own_scores, own_values = [scores[p] for p in places], [values[p] for p in places]
    own_lengths = [lengths[p] for p in places]
    own_groups = None if groups is None else [groups[p] for p in places]
    if own_groups is not None and len(set(own_groups)) < MIN_GROUPS:
        own_groups = None
    return LengthPart(
        shortest=min(own_lengths),
        longest=max(own_lengths),
        n=len(places),
        mean_score=sum(own_scores) / len(places),
        mean_value=sum(own_values) / len(places),
        correlation=spearman(own_scores, own_values, groups=own_groups),
    )


def _is_small(low: float, high: float) -> bool:
    """Return whether an interval leaves no room for more than a small effect on either side."""
    return low > -2 * SMALL and high < 2 * SMALL
