"""Gradual loads: which steps are jumps, and how jumps are smoothed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plans.loads import find_jumps, largest_step, smooth_loads
from core.plans.repairs import Repairs

LOADS = st.lists(
    st.floats(0, 500, allow_nan=False).map(lambda load: round(load, 1)), min_size=1, max_size=20
)


def smooth(*loads: float | None) -> tuple[tuple[float | None, ...], list[str]]:
    repairs = Repairs()
    smoothed = smooth_loads(loads, repairs=repairs)
    return smoothed, [repair.text for repair in repairs.repairs]


@pytest.mark.parametrize(
    ("loads", "step"),
    [
        ([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 35),
        ([0, 50, 100], 80),
        ([100, 95, 90, 85, 80, 75, 70], 10.5),
        ([100, 100, 101], 10.1),
        ([5.0], 0.5),
    ],
)
def test_a_step_is_bounded_by_the_whole_change_and_the_level(
    loads: list[float], step: float
) -> None:
    """The bound is the largest of 35 % of the change, 1.6 even steps and 10 % of the level."""
    assert largest_step(loads) == pytest.approx(step)


@pytest.mark.parametrize(
    ("loads", "jumps"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], ()),
        ([1, 1, 1, 1, 1, 1, 1, 8], (7,)),
        ([1, 5, 5, 5, 5, 9, 9, 9], (1, 5)),
        ([8, 7, 6, 5, 4, 3, 2, 1], ()),
        ([8, 8, 8, 8, 8, 8, 8, 1], (7,)),
        ([1, 2, 3, 1, 4, 5, 6, 7], ()),
        ([1, 100], ()),
        ([7], ()),
        ([], ()),
    ],
)
def test_a_jump_exceeds_every_week_before_it_by_too_much(
    loads: list[float], jumps: tuple[int, ...]
) -> None:
    assert find_jumps(loads) == jumps


def test_gradual_loads_are_not_changed() -> None:
    assert smooth(1.0, 2.0, 3.0, 2.0, 4.0, 5.0) == ((1.0, 2.0, 3.0, 2.0, 4.0, 5.0), [])


def test_a_jump_is_cut_to_the_largest_step_with_a_repair_that_says_so() -> None:
    smoothed, repairs = smooth(1.0, 2.0, 6.0, 6.0, 7.0, 8.0, 9.0)

    assert smoothed == (1.0, 2.0, 4.8, 6.0, 7.0, 8.0, 9.0)
    assert repairs == ["Changed the load of week 3 from 6 to 4.8: the step was too large."]


def test_a_jump_to_the_last_load_becomes_even_steps() -> None:
    smoothed, repairs = smooth(0.0, 0.0, 0.0, 0.0, 100.0)

    assert smoothed == (0.0, 25.0, 50.0, 75.0, 100.0)
    assert len(repairs) == 3


def test_weeks_without_a_load_are_skipped() -> None:
    smoothed, repairs = smooth(0.0, None, 0.0, None, 0.0, 0.0, 100.0)

    assert smoothed == (0.0, None, 25.0, None, 50.0, 75.0, 100.0)
    assert repairs[0].startswith("Changed the load of week 3")


def test_small_loads_are_not_rounded_to_a_jump() -> None:
    assert smooth(0.0, 0.0, 0.0078125)[0] == (0.0, 0.003906, 0.0078125)
    assert smooth(0.015625, 1.0, 0.015625)[0] == (0.015625, 0.015625, 0.015625)


@given(loads=LOADS)
def test_smoothed_loads_are_gradual_and_end_where_the_plan_ends(loads: list[float]) -> None:
    smoothed = [load for load in smooth_loads(loads, repairs=Repairs()) if load is not None]

    assert find_jumps(smoothed) == ()
    assert len(smoothed) == len(loads)
    assert (smoothed[0], smoothed[-1]) == (loads[0], loads[-1])


@given(loads=LOADS)
def test_there_is_a_repair_for_each_changed_load(loads: list[float]) -> None:
    repairs = Repairs()

    smoothed = smooth_loads(loads, repairs=repairs)

    changed = [n for n, (a, b) in enumerate(zip(loads, smoothed, strict=True), 1) if a != b]
    assert [repair.week for repair in repairs.repairs] == changed
    assert {repair.rule for repair in repairs.repairs} <= {"gradual"}


def test_ordinary_even_steps_have_two_decimals() -> None:
    assert smooth(0.0, 0.0, 0.0, 1.0)[0] == (0.0, 0.33, 0.67, 1.0)
