"""Whether a promoted version is as good as its trial found, looked at after every rating.

The mirror of a trial with one arm: bets that the mean lies below a floor, which are fair games if
it does not. Their mixture ever exceeds 1/alpha with a probability of at most alpha (see
`core.experiments.evidence`). It depends on the counts alone.
"""

import math
from dataclasses import dataclass

import numpy as np

from core.experiments.betting import EFFECTS
from core.experiments.outcome import ArmCounts, OutcomeScale

ALPHA = 0.05
"""Probability of ever calling a version worse that is not."""
LONGEST_N = 1_000
"""People after which a version that was never called worse is trusted."""
_LARGEST_LOSS = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """What the ratings since a promotion show."""

    n: int
    mean: float | None
    floor: float
    """The least mean that the trial allows: its estimate less the smallest difference it seeks."""
    e_value: float
    """Evidence that the mean is below the floor, as an e-value."""
    alpha: float = ALPHA
    """Probability of ever calling it worse if it is not."""

    @property
    def has_regressed(self) -> bool:
        return self.e_value >= 1 / self.alpha

    @property
    def is_over(self) -> bool:
        return self.has_regressed or self.n >= LONGEST_N


def watch(
    scale: OutcomeScale, counts: ArmCounts, *, promised: float, alpha: float = ALPHA
) -> Watching:
    """Compare the outcomes since a promotion with the mean that the trial had found."""
    floor = max(scale.values[0], promised - scale.effect)
    losses = floor - np.array(scale.values)
    largest = _LARGEST_LOSS / max(scale.values[-1] - floor, scale.effect)
    bets = np.minimum(np.array(EFFECTS) * scale.effect / scale.variance, largest)
    wealth = np.log1p(bets[:, None] * losses[None, :]) @ np.array(counts.counts, dtype=float)
    top = float(wealth.max())
    e_value = math.exp(min(700.0, top + math.log(float(np.exp(wealth - top).mean()))))
    return Watching(n=counts.n, mean=counts.mean(scale), floor=floor, e_value=e_value, alpha=alpha)
