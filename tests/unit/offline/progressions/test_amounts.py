"""Progressions of totals: savings, debts, counts and body weight."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.goal import Circumstances, Style
from core.offline.progressions.amounts import (
    KG_PER_WEEK,
    safe_weight_change,
    saving,
    total,
    weight,
)
from tests.factories.coaching import make_input


def test_a_total_rises_evenly_to_its_target() -> None:
    steps = total(make_input("read 12 books", Circumstances(weeks=12)))

    assert [step.load for step in steps] == [float(week) for week in range(1, 13)]
    assert steps[-1].week_target == 12


def test_the_week_target_of_a_total_is_a_whole_number_or_none() -> None:
    steps = total(make_input("read 3 books", Circumstances(weeks=12)))

    assert steps[0].week_target is None
    assert [step.week_target for step in steps if step.week_target][-1] == 3
    assert all(step.week_target in {None, 1, 2, 3} for step in steps)


def test_a_total_starts_from_its_baseline() -> None:
    steps = total(make_input("read 24 books, so far I have read 12 books", Circumstances(weeks=12)))

    assert steps[0].load == 13
    assert steps[-1].load == 24


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 52), st.integers(2, 300), st.sampled_from(Style))
def test_a_total_never_falls_and_ends_on_its_target(weeks: int, books: int, style: Style) -> None:
    inputs = make_input(f"write {books} poems", Circumstances(weeks=weeks, style=style))
    loads = [step.load or 0 for step in total(inputs)]

    assert len(loads) == weeks
    assert all(after >= before for before, after in pairwise(loads))
    assert loads[-1] == inputs.target


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 51), st.integers(10, 50_000))
def test_payments_are_level_and_add_up(weeks: int, euros: int) -> None:
    inputs = make_input(f"save {euros} €", Circumstances(weeks=weeks))
    loads = [step.load or 0 for step in saving(inputs)]

    assert sum(loads) == pytest.approx(euros, abs=0.01)
    paid = [load for load in loads if load]
    assert len(set(paid[:-1])) <= 1
    assert paid[-1] <= paid[0]


def test_the_52_week_ladder_is_for_its_sum_or_its_name() -> None:
    year = Circumstances(weeks=52)
    by_sum = saving(make_input("save $1,378", year))
    by_name = saving(make_input("save $2,756 with the 52-week challenge", year))
    neither = saving(make_input("save $5,200", year))

    assert [step.load for step in by_sum] == [float(week) for week in range(1, 53)]
    assert (by_name[51].load or 0) > 50 * (by_name[0].load or 0)
    assert {step.load for step in neither} == {100.0}


def test_a_debt_never_follows_the_ladder() -> None:
    steps = saving(make_input("pay off $1,378 of debt", Circumstances(weeks=52)))

    assert max(step.load or 0 for step in steps) <= 27


@pytest.mark.parametrize("style", Style)
def test_weight_falls_within_the_safe_range(style: Style) -> None:
    inputs = make_input(
        "get to 75 kg by 1 June, currently 95 kg", Circumstances(style=style, weeks=10)
    )
    loads = [inputs.baseline, *(step.load or 0 for step in weight(inputs))]

    assert loads[-1] == pytest.approx(inputs.target or 0, abs=0.05)
    assert sum(before - after for before, after in pairwise(loads)) <= KG_PER_WEEK[style] * 10 + 0.2


@pytest.mark.parametrize(("unit", "change"), [("kg", 7.0), ("lb", 15.4), ("stone", 1.1)])
def test_the_safe_change_is_given_in_the_persons_unit(unit: str, change: float) -> None:
    assert safe_weight_change(10, Style.BALANCED, unit) == pytest.approx(change, abs=0.05)


def test_a_bolder_style_may_change_more_within_two_pounds_a_week() -> None:
    careful, usual, fast = (
        safe_weight_change(10, style, "lb")
        for style in (Style.CONSERVATIVE, Style.BALANCED, Style.AGGRESSIVE)
    )

    assert 9.9 <= careful < usual < fast <= 20


@pytest.mark.parametrize("rule", [total, saving, weight])
def test_without_a_target_there_are_no_steps(rule: object) -> None:
    aimless = make_input("be kind")
    without = replace(aimless, goal=replace(aimless.goal, target=None))

    assert rule(without) == ()  # type: ignore[operator]
