"""Secondary outcomes: the more are looked at, the stronger each must be."""

import math

import pytest

from core.experiments.selection import select_discoveries
from tests.factories.trial_runs import false_discoveries


def test_one_outcome_alone_needs_one_over_alpha() -> None:
    assert select_discoveries({"a": 20.0}) == {"a"}
    assert select_discoveries({"a": 19.9}) == frozenset()


def test_more_outcomes_need_more_evidence() -> None:
    assert select_discoveries({"a": 30.0, "b": 1.0, "c": 1.0}) == frozenset()
    assert select_discoveries({"a": 60.0, "b": 1.0, "c": 1.0}) == {"a"}


def test_several_discoveries_share_the_burden() -> None:
    assert select_discoveries({"a": 31.0, "b": 30.0, "c": 1.0}) == {"a", "b"}


def test_nothing_looked_at_finds_nothing() -> None:
    assert select_discoveries({}) == frozenset()


@pytest.mark.parametrize("better", [0, 3])
def test_at_most_one_in_twenty_that_are_called_different_is_equal_however_often_one_looks(
    better: int,
) -> None:
    trials = 150  # `make bench` takes 2,000
    false = false_discoveries(trials=trials, people=800, seed=5, looks=16, better=better)
    assert false.mean() <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / trials)
