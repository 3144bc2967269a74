"""Variants are compared within pairs: a case that has no score is in none."""

import random
from statistics import fmean

import pytest

from core.experiments.paired import OVERALL, SHOWN, CaseResult, Comparison, compare


def case(overall: float | None, **more: object) -> CaseResult:
    return CaseResult(scores={OVERALL: overall, "clarity": overall}, answers={}, **more)  # type: ignore[arg-type]


def compared(before: list[float | None], after: list[float | None]) -> Comparison:
    sides = [{f"item {n:04}": case(one) for n, one in enumerate(side)} for side in (before, after)]
    return compare(*sides, items=len(before))


def test_a_case_without_a_score_is_in_no_pair_and_no_zero() -> None:
    found = compared([5.0, 6.0, None], [6.0, None, 9.0])

    assert (found.pairs, found.unpaired) == (1, 2)
    assert found.scores[OVERALL].n == 1
    assert found.scores[OVERALL].difference == 1.0
    assert found.scores[OVERALL].before == 5.0


def test_a_case_that_only_one_variant_finished_is_unpaired() -> None:
    found = compare({"a": case(5.0), "b": case(7.0)}, {"a": case(4.0)}, items=3)

    assert (found.pairs, found.unpaired) == (1, 2)
    assert [one.item_id for one in found.worst] == ["a"]
    assert found.best == ()


def test_one_pair_proves_nothing() -> None:
    interval = compared([5.0], [9.0]).scores[OVERALL].interval

    assert interval.contains(0.0)


def test_the_worst_and_the_best_are_real_losses_and_gains_in_order() -> None:
    found = compared([5.0] * 20, [5.0 + n - 3 for n in range(20)])

    assert [one.difference for one in found.worst] == [-3, -2, -1]
    assert [one.difference for one in found.best] == [16, 15, 14, 13, 12]
    assert len(found.best) == SHOWN


def test_answers_are_compared_item_by_item_where_both_are_known() -> None:
    answers: list[tuple[bool | None, bool | None]] = [(False, True), (True, True), (None, True)]
    before, after = (
        {
            str(n): CaseResult(scores={}, answers={"clarity.reason": pair[side]})
            for n, pair in enumerate(answers)
        }
        for side in (0, 1)
    )
    found = compare(before, after, items=3).answers

    assert found.keys() == {"clarity.reason"}
    assert (found["clarity.reason"].n, found["clarity.reason"].difference) == (2, 0.5)


def test_an_unknown_cost_or_time_is_left_out_and_not_counted_as_nothing() -> None:
    before = {"a": case(1.0, cost_usd=0.01, seconds=2.0), "b": case(1.0, cost_usd=0.02)}
    after = {"a": case(1.0, cost_usd=0.03, seconds=3.0), "b": case(1.0)}
    found = compare(before, after, items=2)

    assert found.cost is not None
    assert found.seconds is not None
    assert (found.cost.n, found.cost.difference) == (1, pytest.approx(0.02))
    assert (found.seconds.n, found.seconds.difference) == (1, 1.0)


@pytest.mark.parametrize("n", [5, 20, 60])
def test_the_interval_holds_in_95_of_100_runs(n: int) -> None:
    dice = random.Random(n)  # noqa: S311 - cases, not secrets
    values = (-3.0, -1.0, -0.5, 0.0, 0.0, 0.5, 1.0, 2.5)
    truth, hits, runs = fmean(values), 0, 600
    for _ in range(runs):
        gains = dice.choices(values, k=n)
        interval = compared([5.0] * n, [5.0 + gain for gain in gains]).scores[OVERALL].interval
        hits += interval.contains(truth)

    assert hits / runs >= 0.94
