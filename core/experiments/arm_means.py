"""What the runs of each arm cost and how long they took: means beside the quality that decides.

Their intervals are 95 % at one look, unlike the sequence of the stars, so they may be asked once:
a trial that ends without a difference gives the tie to the arm that costs less.
"""

import math
from dataclasses import dataclass

from core.experiments.arm import Arm
from core.quality.intervals import Interval, t_quantile

LEAST_N = 2
"""Runs below which a mean has no interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Number, sum and sum of squares of one arm's values."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    @property
    def mean(self) -> float | None:
        return self.total / self.n if self.n else None

    @property
    def error(self) -> float | None:
        """The squared standard error of the mean; None if it is not known."""
        if self.n < LEAST_N:
            return None
        spread = max(0.0, self.squares - self.total**2 / self.n) / (self.n - 1)
        return spread / self.n

    @property
    def interval(self) -> Interval | None:
        if self.mean is None or self.error is None:
            return None
        half = t_quantile(self.n - 1) * math.sqrt(self.error)
        return Interval(low=self.mean - half, high=self.mean + half)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmMeans:
    """One figure of both arms: each person's first finished run counts."""

    champion: Moments = Moments()
    candidate: Moments = Moments()

    @property
    def difference(self) -> float | None:
        """Candidate less champion."""
        before, after = self.champion.mean, self.candidate.mean
        return None if before is None or after is None else after - before

    @property
    def interval(self) -> Interval | None:
        """The interval of the difference (Welch)."""
        before, after, found = self.champion.error, self.candidate.error, self.difference
        if before is None or after is None or found is None:
            return None
        both = before + after
        if both == 0:
            return Interval(low=found, high=found)
        parts = before**2 / (self.champion.n - 1) + after**2 / (self.candidate.n - 1)
        half = t_quantile(max(1.0, both**2 / parts)) * math.sqrt(both)
        return Interval(low=found - half, high=found + half)

    @property
    def smaller(self) -> Arm | None:
        """Return the arm whose mean is smaller; None if the interval holds no difference too."""
        found = self.interval
        if found is None or found.low <= 0 <= found.high:
            return None
        return Arm.CANDIDATE if found.high < 0 else Arm.CHAMPION


NO_MEANS = ArmMeans()
"""Those of runs without a figure."""
