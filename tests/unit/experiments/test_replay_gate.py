"""The gate before people: better than a second run of the champion, not than its worst results."""

import numpy as np
import pytest

from core.experiments.replay_gate import Replayed, Verdict, replay_report

ROUNDS, GOALS = 400, 60
SPREAD = 0.9
"""Of a goal's score from run to run, on a scale of 0 to 10."""


def _replays(gain: float, seed: int, goals: int = GOALS) -> list[list[Replayed]]:
    """Return replays of the worst of 300 goals, with `gain` planted."""
    random = np.random.default_rng(seed)
    rounds = []
    for _ in range(ROUNDS):
        true = random.normal(6.5, 1.2, 300)
        before = true + random.normal(0, SPREAD, 300)
        worst = np.argsort(before)[:goals]
        rounds.append(
            [
                Replayed(
                    goal_id=str(goal),
                    before=float(before[goal]),
                    champion=float(true[goal] + random.normal(0, SPREAD)),
                    candidate=float(true[goal] + gain + random.normal(0, SPREAD)),
                )
                for goal in worst
            ]
        )
    return rounds


def test_an_identical_candidate_hardly_ever_passes_though_its_goals_get_better() -> None:
    reports = [replay_report(goals) for goals in _replays(0.0, seed=1)]
    passed = [report.verdict is Verdict.PASSED for report in reports]
    assert np.mean(passed) <= 0.05
    assert np.mean([report.by_itself or 0.0 for report in reports]) > 0.4


def test_a_better_candidate_passes_with_sixty_goals() -> None:
    passed = [replay_report(goals).verdict is Verdict.PASSED for goals in _replays(0.5, seed=2)]
    assert np.mean(passed) >= 0.8


def test_a_worse_candidate_fails() -> None:
    verdicts = [replay_report(goals).verdict for goals in _replays(-0.7, seed=3)]
    assert verdicts.count(Verdict.FAILED) / ROUNDS >= 0.8


def test_equal_answers_decide_nothing() -> None:
    goals = [
        Replayed(goal_id=str(number), before=None, champion=7.0, candidate=7.0)
        for number in range(60)
    ]
    report = replay_report(goals)
    assert (report.gain, report.verdict, report.by_itself) == (0.0, Verdict.UNDECIDED, None)


def test_a_few_goals_decide_nothing_however_clear_they_look() -> None:
    goals = [
        Replayed(goal_id=str(number), before=2.0, champion=3.0, candidate=9.0)
        for number in range(19)
    ]
    assert replay_report(goals).verdict is Verdict.UNDECIDED
    with pytest.raises(ValueError, match="two goals"):
        replay_report(goals[:1])
