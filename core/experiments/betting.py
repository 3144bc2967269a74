"""Bets on a difference of two arms, whose wealth is the evidence of a trial."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.experiments.outcome import OutcomeScale, Segment

EFFECTS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
"""Differences that the bets are best at, in units of the smallest worth finding."""
_LARGEST_LOSS = 0.9
"""A bet never loses more than this share at once, whatever a person answers."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """Estimates z with their counts, and the bets, of one segment."""

    estimates: Floats
    counts: Floats
    bets: Floats

    @classmethod
    def of(cls, scale: OutcomeScale, segment: Segment) -> Self:
        gaps = np.array(scale.values) - scale.centre
        estimates = np.concatenate([-gaps / (1 - segment.share), gaps / segment.share])
        counts = np.array([*segment.champion.counts, *segment.candidate.counts], dtype=float)
        variance = scale.variance * (1 / segment.share + 1 / (1 - segment.share))
        largest = _LARGEST_LOSS / (float(np.abs(estimates).max()) + scale.width)
        wanted = np.array(EFFECTS) * scale.effect / variance
        return cls(estimates=estimates, counts=counts, bets=np.minimum(wanted, largest))


def log_wealth(games: Sequence[Game], difference: float, sign: int) -> Floats:
    """Return the logarithm of the wealth of each bet against a difference."""
    wealth = np.zeros(len(EFFECTS))
    for game in games:
        gains = sign * game.bets[:, None] * (game.estimates - difference)[None, :]
        wealth += np.log1p(gains) @ game.counts
    return wealth
