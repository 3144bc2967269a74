"""Seeded crowds who give stars in a trial, many trials at once, looked at after every rating."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.experiments.arm import Arm
from core.experiments.betting import Game
from core.experiments.evidence import ALPHA
from core.experiments.outcome import ArmCounts, OutcomeScale, Segment

STARS = OutcomeScale(name="stars", values=(1, 2, 3, 4, 5), centre=3.9, variance=1.3, effect=0.3)
SHARES = np.array([0.05, 0.08, 0.17, 0.35, 0.35])
"""Of 1 to 5 stars; mean 3.87, variance 1.27."""

DRIFT_STEPS = 30

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """What people answer: one row per trial, one column per rating."""

    places: Places
    """Position of the stars on the scale."""
    arms: Places
    """1 for the candidate."""
    share: float

    def segment(self, trial: int, n: int) -> Segment:
        """Count the first `n` ratings of a trial."""
        places, arms = self.places[trial, :n], self.arms[trial, :n]
        counts = [np.bincount(places[arms == arm], minlength=5) for arm in (0, 1)]
        champion, candidate = (ArmCounts(counts=tuple(map(int, each))) for each in counts)
        return Segment(share=self.share, champion=champion, candidate=candidate)


def shares_with_mean(gap: float) -> Floats:
    """Return shares of stars whose mean is `gap` above that of SHARES (exponential tilt)."""
    stars = np.arange(1, 6)
    wanted = float(SHARES @ stars) + gap
    low, high = -4.0, 4.0
    for _ in range(60):
        middle = (low + high) / 2
        tilted = SHARES * np.exp(middle * stars)
        if float(tilted @ stars / tilted.sum()) < wanted:
            low = middle
        else:
            high = middle
    return tilted / tilted.sum()


def gather(
    *,
    trials: int,
    ratings: int,
    seed: int,
    gap: float = 0.0,
    share: float = 0.5,
    drift: float = 0.0,
) -> Crowd:
    """Draw crowds; `drift` moves the mean of both arms up and down over time by so many stars."""
    random = np.random.default_rng(seed)
    arms = (random.random((trials, ratings)) < share).astype(np.int64)
    draws = random.random((trials, ratings))
    steps = DRIFT_STEPS if drift else 1
    swings = [drift * math.sin(6 * math.pi * step / steps) for step in range(steps)]
    edges = np.array([[_edges(swing), _edges(swing + gap)] for swing in swings])
    own = edges[(np.arange(ratings) * steps // ratings)[None, :], arms]
    return Crowd(places=(draws[..., None] > own).sum(axis=-1), arms=arms, share=share)


def _edges(gap: float) -> Floats:
    return np.cumsum(shares_with_mean(gap))[:4]


def first_exclusions(
    crowd: Crowd, *, difference: float, sign: int, scale: OutcomeScale = STARS, alpha: float = ALPHA
) -> Places:
    """Return after how many ratings each trial first excludes `difference`; 0 if never.

    With sign 1 the truth is called larger, with sign -1 smaller. The bets are those of the product;
    a test compares single looks with `weigh`.
    """
    paths = log_e_paths(crowd, difference=difference, sign=sign, scale=scale)
    crossed = paths >= math.log(2 / alpha)
    return np.where(crossed.any(axis=1), crossed.argmax(axis=1) + 1, 0)


def log_e_paths(
    crowd: Crowd, *, difference: float, sign: int, scale: OutcomeScale = STARS
) -> Floats:
    """Return the logarithm of each trial's e-value after each rating."""
    size = len(scale.values)
    empty = ArmCounts(counts=(0,) * size)
    game = Game.of(scale, Segment(share=crowd.share, champion=empty, candidate=empty))
    seen = crowd.places + size * crowd.arms
    total = np.zeros(seen.shape)
    top = np.full(seen.shape, -np.inf)
    paths = []
    for bet in game.bets:
        gains = np.log1p(sign * bet * (game.estimates - difference))
        paths.append(np.cumsum(gains[seen], axis=1))
        top = np.maximum(top, paths[-1])
    for path in paths:
        total += np.exp(path - top)
    return top + np.log(total / len(paths))


def outcomes_of(crowd: Crowd, trial: int, n: int) -> list[tuple[Arm, float]]:
    """Return the first ratings of a trial as arms and stars."""
    arms = (Arm.CHAMPION, Arm.CANDIDATE)
    return [
        (arms[arm], float(place + 1))
        for arm, place in zip(crowd.arms[trial, :n], crowd.places[trial, :n], strict=True)
    ]
