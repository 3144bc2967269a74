"""A difference of two figures is called certain only if its interval says so."""

import pytest

from core.quality.change import (
    NOTHING,
    Difference,
    Estimate,
    amount_estimate,
    difference_of,
    mean_estimate,
    more_needed,
    share_estimate,
)
from core.quality.intervals import STARS, Interval

# Welch's example data in many textbooks, and the 95 % intervals that SciPy 1.17 gives for them.
ONE = (27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4)
OTHER = (27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 24.4)
FEW, FEWER = (0.012, 0.02, 0.015, 0.03, 0.011), (0.02, 0.05, 0.04, 0.035)


def amounts(values: tuple[float, ...]) -> Estimate:
    return amount_estimate(len(values), sum(values), sum(value * value for value in values))


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (ONE, OTHER, -4.868022741791966, -0.7986439248746979),
        (FEW, FEWER, -0.03726787171326469, -3.212828673531884e-05),
    ],
)
def test_a_difference_of_means_is_welchs(
    one: tuple[float, ...], other: tuple[float, ...], low: float, high: float
) -> None:
    found = difference_of(amounts(one), amounts(other))

    assert found is not None
    assert found.interval is not None
    width = high - low
    assert found.interval.low == pytest.approx(low, abs=width * 0.002)
    assert found.interval.high == pytest.approx(high, abs=width * 0.002)


@pytest.mark.parametrize(
    ("yes", "n", "yes_before", "n_before", "low", "high"),
    [
        # Newcombe 1998, table II, method 10.
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_a_difference_of_shares_is_newcombes(
    yes: int, n: int, yes_before: int, n_before: int, low: float, high: float
) -> None:
    found = difference_of(share_estimate(yes, n), share_estimate(yes_before, n_before))

    assert found is not None
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=6e-5)


def test_three_equal_ratings_on_each_side_are_not_certain() -> None:
    high, low = (mean_estimate(3, mean, 0.0, scale=STARS) for mean in (4.5, 4.0))

    found = difference_of(high, low)

    assert found is not None
    assert not found.certain
    assert more_needed(3, found) is not None


def test_what_has_no_interval_on_one_side_has_no_certain_difference() -> None:
    single, many = amount_estimate(1, 0.5, 0.25), amounts(ONE)

    found = difference_of(many, single)

    assert found is not None
    assert (found.interval, found.certain, more_needed(15, found)) == (None, False, None)
    assert difference_of(NOTHING, many) is None
    assert difference_of(many, NOTHING) is None


def test_twice_the_width_of_the_difference_needs_four_times_the_records() -> None:
    undecided = Difference(value=0.2, interval=Interval(low=-0.2, high=0.6))
    certain = Difference(value=0.2, interval=Interval(low=0.1, high=0.3))
    none = Difference(value=0.0, interval=Interval(low=-0.2, high=0.2))

    assert (more_needed(50, undecided), more_needed(50, certain)) == (150, 0)
    assert more_needed(50, none) is None
