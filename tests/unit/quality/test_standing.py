"""A figure against its target: decided only outside of its interval, in words that say good or bad."""

import pytest

from core.quality.change import NOTHING, Estimate
from core.quality.intervals import Interval
from core.quality.targets.figure_text import (
    short_limit,
    write_basis,
    write_figure,
    write_limit,
    write_number,
    write_range,
)
from core.quality.targets.standing import Standing, standing_of
from core.quality.targets.target import (
    ERRORS,
    LATENCY,
    QUALITY,
    SATISFACTION,
    TARGETS,
    WEEK_1,
    Limit,
)


def estimate(low: float, high: float, n: int = 50) -> Estimate:
    return Estimate(n=n, value=(low + high) / 2, interval=Interval(low=low, high=high))


@pytest.mark.parametrize(
    ("low", "high", "standing"),
    [
        (7.1, 8.0, Standing.MET),
        (7.0, 7.0, Standing.MET),
        (5.0, 6.9, Standing.MISSED),
        (6.0, 8.0, Standing.UNDECIDED),
    ],
)
def test_a_target_is_decided_only_outside_of_the_interval(
    low: float, high: float, standing: Standing
) -> None:
    assert standing_of(estimate(low, high), QUALITY, 7.0) is standing


@pytest.mark.parametrize(
    ("low", "high", "standing"),
    [
        (0.0, 0.02, Standing.MET),
        (0.03, 0.2, Standing.MISSED),
        (0.0, 0.1, Standing.UNDECIDED),
    ],
)
def test_what_should_be_low_is_missed_above_its_target(
    low: float, high: float, standing: Standing
) -> None:
    assert standing_of(estimate(low, high), ERRORS, 0.02) is standing


def test_without_a_figure_a_target_an_interval_or_enough_people_nothing_is_decided() -> None:
    unbound = Estimate(n=3, value=9.0, interval=None)

    assert standing_of(NOTHING, QUALITY, 7.0) is Standing.NO_FIGURE
    assert standing_of(estimate(8, 9), QUALITY, None) is Standing.NO_TARGET
    assert standing_of(unbound, QUALITY, 7.0) is Standing.UNDECIDED
    assert standing_of(estimate(4.5, 5, n=4), SATISFACTION, 4.0) is Standing.UNDECIDED


def test_no_word_for_a_standing_can_be_good_of_one_measure_and_bad_of_another() -> None:
    assert not any({"above", "below"} & set(one.value.lower().split()) for one in Standing)


def test_a_figure_never_reads_as_the_target_that_it_misses() -> None:
    assert write_number(6.97, QUALITY) == "7.0"
    assert write_number(6.97, QUALITY, beside=7.0) == "6.97"
    assert write_number(7.0, QUALITY, beside=7.0) == "7.0"
    assert write_number(0.4976, WEEK_1, beside=0.5) == "49.8 %"


def test_figures_of_one_measure_are_written_alike() -> None:
    assert write_figure(0.179, ERRORS) == "17.9 %"
    assert write_range(0.066, 0.514, ERRORS) == "6.6 % to 51.4 %"
    assert write_range(56.2, float("inf"), LATENCY) == "56 s or more"
    assert write_figure(None, QUALITY) == "–"
    assert write_basis(1, SATISFACTION, 1) == "n = 1 rating, today"
    assert write_basis(25, ERRORS, 7) == "n = 25 traces, the last 7 days"


def test_a_limit_has_the_decimals_it_was_set_with() -> None:
    fine = Limit(threshold=4.25, window_days=14)

    assert write_limit(SATISFACTION, fine) == "at least 4.25 of 5 stars"
    assert short_limit(SATISFACTION, 4.0) == "at least 4.0"
    assert short_limit(ERRORS, 0.02) == "at most 2 %"
    assert short_limit(ERRORS, 0.025) == "at most 2.5 %"
    assert short_limit(QUALITY, None) == ""


def test_every_target_says_what_it_counts_and_how() -> None:
    assert len({one.title for one in TARGETS}) == len(TARGETS)
    for one in TARGETS:
        assert one.noun
        assert one.definition.endswith(".")
