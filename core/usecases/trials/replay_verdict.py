"""What the goals of a replay show: of what a candidate is for, and of the scores."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.experiments.replay_gate import (
    Aim,
    Replayed,
    ReplayReport,
    Verdict,
    pass_gate,
    replay_report,
)
from core.store.replays.values import Gain, ReplayedGoal

MOST_UNPAIRED = 0.1
"""Share of items without both scores above which a replay does not pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The figures of a replay."""

    verdict: Verdict
    gain: Gain
    by_itself: float | None
    scores: Gain | None


def judge_replay(aim: Aim, goals: Sequence[ReplayedGoal]) -> Judged:
    """Return the verdict on a candidate. Raises ValueError below two goals.

    Work is compared as logarithms, so that a plan of ten hours weighs as much as one of two.
    """
    scored = [
        Replayed(
            goal_id=goal.trace_id,
            before=None,
            champion=goal.score_champion,
            candidate=goal.score_candidate,
        )
        for goal in goals
        if goal.score_champion is not None and goal.score_candidate is not None
    ]
    scores = replay_report(scored) if len(scored) > 1 else None
    aimed = scores if aim is Aim.SCORES else replay_report(_work(aim, goals))
    if aimed is None:
        raise ValueError("fewer than two goals were scored both times")
    return Judged(
        verdict=pass_gate(aimed, scores),
        gain=_gain(aimed) if aim is Aim.SCORES else _percent(aimed),
        by_itself=_to_percent(aimed.by_itself) if aimed.by_itself is not None else None,
        scores=_gain(scores) if scores is not None else None,
    )


def judge_scores(pairs: Sequence[Replayed], *, items: int) -> Judged:
    """Return the verdict of paired scores of `items` items. Raises ValueError below two pairs.

    A side that fails on hard goals leaves the easy ones in the pairs, so nothing is passed if too
    many items are without a pair.
    """
    report = replay_report(pairs)
    verdict = pass_gate(report, report)
    if verdict is Verdict.PASSED and items - len(pairs) > MOST_UNPAIRED * items:
        verdict = Verdict.UNDECIDED
    return Judged(
        verdict=verdict, gain=_gain(report), by_itself=report.by_itself, scores=_gain(report)
    )


def _work(aim: Aim, goals: Sequence[ReplayedGoal]) -> list[Replayed]:
    sign = 1 if aim is Aim.MORE else -1
    return [
        Replayed(
            goal_id=goal.trace_id,
            before=sign * math.log(goal.minutes_before) if goal.minutes_before else None,
            champion=sign * math.log(goal.minutes_champion),
            candidate=sign * math.log(goal.minutes_candidate),
        )
        for goal in goals
    ]


def _gain(report: ReplayReport) -> Gain:
    low, high = report.interval.low, report.interval.high
    return Gain(n=report.n, mean=report.gain, low=low, high=high)


def _percent(report: ReplayReport) -> Gain:
    low, high = report.interval.low, report.interval.high
    return Gain(
        n=report.n,
        mean=_to_percent(report.gain),
        low=_to_percent(low),
        high=_to_percent(high),
    )


def _to_percent(logarithm: float) -> float:
    return 100 * math.expm1(logarithm)
