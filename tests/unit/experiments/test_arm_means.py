"""Cost and time of both arms: means with the intervals that SciPy gives for the same values."""

import pytest
from scipy import stats

from core.experiments.arm import Arm
from core.experiments.arm_means import ArmMeans, Moments

BEFORE, AFTER = (0.011, 0.013, 0.012, 0.02), (0.031, 0.052, 0.04)


def moments(values: tuple[float, ...]) -> Moments:
    return Moments(n=len(values), total=sum(values), squares=sum(v * v for v in values))


def test_means_and_intervals_are_those_of_student_and_welch() -> None:
    means = ArmMeans(champion=moments(BEFORE), candidate=moments(AFTER))
    expected = stats.ttest_ind(AFTER, BEFORE, equal_var=False).confidence_interval(0.95)
    one = stats.ttest_1samp(BEFORE, 0.0).confidence_interval(0.95)

    assert means.difference == pytest.approx(sum(AFTER) / 3 - sum(BEFORE) / 4)
    assert means.interval is not None
    assert (means.interval.low, means.interval.high) == pytest.approx(tuple(expected), rel=1e-6)
    assert means.champion.interval is not None
    found = means.champion.interval.low, means.champion.interval.high
    assert found == pytest.approx(tuple(one), rel=1e-6)


@pytest.mark.parametrize("n", [0, 1])
def test_below_two_runs_nothing_is_said_of_the_range(n: int) -> None:
    means = ArmMeans(champion=moments(BEFORE[:n]), candidate=moments(AFTER))

    assert (means.champion.interval, means.interval) == (None, None)
    assert (means.difference is None) == (n == 0)


def test_equal_costs_such_as_those_of_the_offline_coach_have_no_width() -> None:
    free = moments((0.0, 0.0, 0.0))

    found = ArmMeans(champion=free, candidate=free).interval

    assert found is not None
    assert (found.low, found.high) == (0.0, 0.0)


def test_an_arm_is_the_cheaper_one_only_if_no_difference_is_excluded() -> None:
    low, high, free = moments(BEFORE), moments(AFTER), moments((0.0, 0.0, 0.0))

    assert ArmMeans(champion=low, candidate=high).smaller is Arm.CHAMPION
    assert ArmMeans(champion=high, candidate=low).smaller is Arm.CANDIDATE
    for same in (low, free):
        assert ArmMeans(champion=same, candidate=same).smaller is None
    assert ArmMeans(champion=high, candidate=moments(BEFORE[:1])).smaller is None
