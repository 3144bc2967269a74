"""Whether a candidate may meet people: paired scores against a second run of the champion.

The worst results get better by themselves when they are made again (regression to the mean), so a
candidate is never compared with the results that were chosen for being bad. The champion runs
again on the same goals (the placebo arm), and the candidate is compared with that run.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, variance

from core.quality.intervals import Interval, t_quantile

LEAST_GOALS = 20
"""Below this, a mean of bounded scores is not near enough to a normal one."""
HARM = 0.2
"""Points of a score (0-10) that a candidate may lose for certain before it counts as harm."""


class Aim(StrEnum):
    """What a candidate is meant to change."""

    SCORES = "better scores"
    LESS = "less work in the first weeks"
    MORE = "more work in the first weeks"


class Verdict(StrEnum):
    """What the replay shows."""

    PASSED = "pass"
    FAILED = "fail"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The scores of one goal, all on the same scale."""

    goal_id: str
    before: float | None
    """The score that it was chosen by; None if it was chosen at random and has none."""
    champion: float
    """The score of the champion's second run."""
    candidate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayReport:
    """The paired differences of a replay."""

    n: int
    gain: float
    """Mean of candidate minus second run of the champion."""
    interval: Interval
    """95 % interval of that gain."""
    by_itself: float | None
    """Mean of second run minus score before: what doing nothing gains; None without such scores."""
    verdict: Verdict


def replay_report(goals: Sequence[Replayed]) -> ReplayReport:
    """Compare candidate and champion on the same goals. Raises ValueError below two goals."""
    if len(goals) < 2:
        raise ValueError("a replay needs at least two goals")
    gains = [goal.candidate - goal.champion for goal in goals]
    n, gain = len(gains), fmean(gains)
    half = t_quantile(n - 1) * math.sqrt(variance(gains) / n)
    interval = Interval(low=gain - half, high=gain + half)
    again = [goal.champion - goal.before for goal in goals if goal.before is not None]
    return ReplayReport(
        n=n,
        gain=gain,
        interval=interval,
        by_itself=fmean(again) if again else None,
        verdict=_verdict(n, interval),
    )


def pass_gate(aimed: ReplayReport, scores: ReplayReport | None) -> Verdict:
    """Return whether a candidate does what it is for without harm to the scores.

    `scores` is None if fewer than two goals were scored both times.
    """
    if scores is not None and scores.n >= LEAST_GOALS and scores.interval.high < -HARM:
        return Verdict.FAILED
    if aimed.verdict is not Verdict.PASSED:
        return aimed.verdict
    unharmed = scores is not None and scores.n >= LEAST_GOALS and scores.interval.low > -HARM
    return Verdict.PASSED if unharmed else Verdict.UNDECIDED


def _verdict(n: int, interval: Interval) -> Verdict:
    if n < LEAST_GOALS:
        return Verdict.UNDECIDED
    if interval.low > 0:
        return Verdict.PASSED
    return Verdict.FAILED if interval.high < 0 else Verdict.UNDECIDED
