"""Which goals are replayed: the low-rated ones, and of the others each kind with its share."""

from collections import Counter
from random import Random

import pytest

from core.experiments.replay_gate import Aim, Replayed, Verdict
from core.experiments.replay_goals import PastGoal, choose_goals
from core.store.replays.values import ReplayedGoal
from core.usecases.trials.replay_verdict import judge_replay, judge_scores

KINDS = ("skill", "body", "money")


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a sample, no secret


def goals(n: int, *, low: int = 0) -> list[PastGoal]:
    return [
        PastGoal(
            goal_id=str(number),
            trace_id=str(number),
            run_id=None,
            kind=KINDS[0] if number % 10 < 7 else KINDS[1 + number % 2],
            stars=1.5 if number < low else 4.5 if number % 3 else None,
        )
        for number in range(n)
    ]


def replayed(n: int, *, ratio: float, harm: float = 0.0) -> list[ReplayedGoal]:
    """Return goals whose candidate asks `ratio` times as much, give or take, and scores less."""
    random = seeded(1)
    return [
        ReplayedGoal(
            trace_id=str(number),
            minutes_before=100.0,
            minutes_champion=100.0,
            minutes_candidate=100.0 * ratio * random.uniform(0.95, 1.05),
            score_champion=8.0,
            score_candidate=8.0 - harm * random.uniform(0.9, 1.1),
        )
        for number in range(n)
    ]


def test_half_of_the_goals_are_low_rated_if_there_are_enough() -> None:
    chosen = choose_goals(goals(500, low=100), n=60, random=seeded(1))

    assert len({goal.goal_id for goal in chosen}) == 60
    assert sum(goal.stars == 1.5 for goal in chosen) >= 30


def test_each_kind_has_its_share_among_the_others() -> None:
    chosen = choose_goals(goals(500), n=60, random=seeded(2))

    kinds = Counter(goal.kind for goal in chosen)
    wanted = {"skill": 42, "money": 12, "body": 6}  # of the pool 70, 20 and 10 %
    assert all(abs(kinds[kind] - n) <= 1 for kind, n in wanted.items()), kinds


def test_a_small_pool_is_taken_whole_and_once() -> None:
    chosen = choose_goals(goals(7, low=2), n=60, random=seeded(3))

    assert sorted(goal.goal_id for goal in chosen) == [str(number) for number in range(7)]
    assert choose_goals([], n=60, random=seeded(3)) == ()


def test_less_work_passes_if_people_ask_for_it_and_fails_if_they_ask_for_more() -> None:
    less = judge_replay(Aim.LESS, replayed(60, ratio=0.9))

    assert less.verdict is Verdict.PASSED
    assert less.gain.low > 0
    assert judge_replay(Aim.MORE, replayed(60, ratio=0.9)).verdict is Verdict.FAILED


def test_an_identical_candidate_is_undecided_and_a_harmful_one_never_passes() -> None:
    assert judge_replay(Aim.LESS, replayed(60, ratio=1.0)).verdict is not Verdict.PASSED
    harmful = judge_replay(Aim.LESS, replayed(60, ratio=0.9, harm=1.0))
    assert harmful.verdict is Verdict.FAILED


def test_without_scores_nothing_passes() -> None:
    unscored = [
        ReplayedGoal(
            trace_id=goal.trace_id,
            minutes_before=None,
            minutes_champion=goal.minutes_champion,
            minutes_candidate=goal.minutes_candidate,
            score_champion=None,
            score_candidate=8.0,
        )
        for goal in replayed(60, ratio=0.9)
    ]

    found = judge_replay(Aim.LESS, unscored)

    assert (found.verdict, found.scores, found.by_itself) == (Verdict.UNDECIDED, None, None)


def test_a_candidate_that_leaves_many_goals_unscored_does_not_pass_on_the_others() -> None:
    pairs = [
        Replayed(goal_id=str(n), before=5.0, champion=6.0 + n % 3 / 10, candidate=7.0)
        for n in range(54)
    ]
    enough = judge_scores(pairs, items=60)
    assert (enough.verdict, enough.by_itself) == (Verdict.PASSED, pytest.approx(1.1))
    assert judge_scores(pairs, items=61).verdict is Verdict.UNDECIDED
