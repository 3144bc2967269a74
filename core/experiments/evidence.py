"""Evidence for a difference of two arms that may be looked at after every single person.

Each person's outcome y gives an unbiased estimate of the difference of means (candidate minus
champion): z = (y - c) / share for the candidate, z = -(y - c) / (1 - share) for the champion, with
a centre c that was fixed before the start. If the true difference is d, then for every fixed bet b
the product of 1 + b(z - d) over people is a fair game: its expectation never grows. A mixture of
such products over several bets is an e-process, and by Ville's inequality it ever exceeds 1/alpha
with a probability of at most alpha, however often one looks (Waudby-Smith & Ramdas 2024,
Journal of the Royal Statistical Society B 86, 1-27; Ramdas, Grünwald, Vovk & Shafer 2023,
Statistical Science 38, 576-601). No normal approximation is made.

Because c and the bets are fixed, the evidence depends only on how many people of each arm had each
value. It can be computed again from a table of counts, in any order.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.experiments.betting import EFFECTS, Game, log_wealth
from core.experiments.outcome import ArmCounts, OutcomeScale, Segment

ALPHA = 0.05
"""Probability of ever calling a difference that is not there, both directions together."""

_STEPS = 40
"""Halvings of an interval: the bounds are exact to 1e-12 of the scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a trial shows of one outcome at this moment."""

    n: int
    """People whose outcome is known, both arms."""
    difference: float | None
    """Estimate of candidate minus champion (difference of the means); None if an arm is empty."""
    low: float
    high: float
    """Bounds of the confidence sequence: they hold at all n at once with probability 1 - alpha."""
    for_candidate: float
    """The e-value of "the candidate is better"; decided at 2 / alpha."""
    for_champion: float
    """The e-value of "the candidate is worse"; decided at 2 / alpha."""

    @property
    def better(self) -> bool:
        return self.low > 0

    @property
    def worse(self) -> bool:
        return self.high < 0


def weigh(scale: OutcomeScale, segments: Sequence[Segment], *, alpha: float = ALPHA) -> Evidence:
    """Return the evidence of all segments together."""
    games = [Game.of(scale, segment) for segment in segments]
    limit = math.log(2 / alpha)
    return Evidence(
        n=sum(segment.champion.n + segment.candidate.n for segment in segments),
        difference=_difference(scale, segments),
        low=_bound(games, scale, limit, sign=1),
        high=_bound(games, scale, limit, sign=-1),
        for_candidate=_e_value(games, 0.0, sign=1),
        for_champion=_e_value(games, 0.0, sign=-1),
    )


def forecast_n(scale: OutcomeScale, segment: Segment, *, alpha: float = ALPHA) -> int | None:
    """Return how many people in all a decision takes if the outcomes go on as until now.

    None if an arm is empty or the best bet gains nothing, so that no number would be enough.
    """
    game = Game.of(scale, segment)
    n = segment.champion.n + segment.candidate.n
    if not segment.champion.n or not segment.candidate.n:
        return None
    wealth = max(log_wealth([game], 0.0, sign).max() for sign in (1, -1))
    if wealth <= 0:
        return None
    needed = math.log(2 / alpha) + math.log(len(EFFECTS))
    return max(n, math.ceil(n * needed / float(wealth)))


def _log_e_value(games: Sequence[Game], difference: float, sign: int) -> float:
    wealth = log_wealth(games, difference, sign)
    top = float(wealth.max())
    return top + math.log(float(np.exp(wealth - top).mean()))


def _e_value(games: Sequence[Game], difference: float, *, sign: int) -> float:
    return math.exp(min(700.0, _log_e_value(games, difference, sign)))


def _bound(games: Sequence[Game], scale: OutcomeScale, limit: float, *, sign: int) -> float:
    """Return the largest (sign 1) or smallest difference that the outcomes exclude.

    The evidence against a difference falls as the difference approaches the truth from below
    (sign 1) or from above, so halving finds where it crosses the limit.
    """
    excluded, possible = -sign * scale.width, sign * scale.width
    if _log_e_value(games, excluded, sign) < limit:
        return excluded
    for _ in range(_STEPS):
        middle = (excluded + possible) / 2
        if _log_e_value(games, middle, sign) >= limit:
            excluded = middle
        else:
            possible = middle
    return excluded


def _difference(scale: OutcomeScale, segments: Sequence[Segment]) -> float | None:
    champion = _sum([segment.champion for segment in segments], scale)
    candidate = _sum([segment.candidate for segment in segments], scale)
    ours, theirs = candidate.mean(scale), champion.mean(scale)
    return None if ours is None or theirs is None else ours - theirs


def _sum(arms: Sequence[ArmCounts], scale: OutcomeScale) -> ArmCounts:
    totals = [0] * len(scale.values)
    for arm in arms:
        for place, count in enumerate(arm.counts):
            totals[place] += count
    return ArmCounts(counts=tuple(totals))
