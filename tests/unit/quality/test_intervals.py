"""Confidence intervals: published values, small samples, and limits of the scale."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quality.intervals import (
    SCORES,
    SHARES,
    STARS,
    Interval,
    PairedSums,
    grouped_share_interval,
    mean_interval,
    pool_variance,
    records_needed,
    t_quantile,
    wilson_interval,
)


def test_no_records_have_no_interval() -> None:
    assert mean_interval(0, 0.0, None, scale=STARS) is None
    assert wilson_interval(0, 0) is None


def test_wilson_gives_the_published_figures() -> None:
    """Newcombe 1998, table I: 81 of 263 and 15 of 148."""
    many, few = wilson_interval(81, 263), wilson_interval(15, 148)

    assert many is not None
    assert few is not None
    assert (round(many.low, 4), round(many.high, 4)) == (0.2553, 0.3662)
    assert (round(few.low, 4), round(few.high, 4)) == (0.0624, 0.1605)


def test_all_yes_of_few_is_not_certain() -> None:
    interval = wilson_interval(4, 4)

    assert interval is not None
    assert interval.low < 0.6
    assert interval.high == pytest.approx(1)


@pytest.mark.parametrize(
    ("degrees", "quantile"), [(1, 12.706), (10, 2.228), (30, 2.042), (60, 2.0003), (120, 1.9799)]
)
def test_student_s_t_follows_its_table(degrees: int, quantile: float) -> None:
    assert t_quantile(degrees) == pytest.approx(quantile, abs=1e-3)


def test_one_rating_has_a_wide_interval() -> None:
    assert mean_interval(1, 4.0, None, scale=STARS) == Interval(low=0.5, high=5.0)


def test_equal_ratings_are_not_certain_but_become_so() -> None:
    few, many = mean_interval(3, 5.0, 0.0, scale=STARS), mean_interval(300, 5.0, 0.0, scale=STARS)

    assert few is not None
    assert many is not None
    assert few.low < 4.0
    assert many.low > 4.99


def test_many_records_agree_with_the_textbook() -> None:
    interval = mean_interval(400, 7.0, 4.0, scale=SCORES)

    assert interval is not None
    assert interval.high - 7.0 == pytest.approx(1.96 * math.sqrt(4.0 / 400), rel=0.01)


@given(
    n=st.integers(1, 5_000),
    mean=st.floats(0.5, 5.0),
    variance=st.floats(0, 5.0),
    more=st.integers(1, 5_000),
)
def test_an_interval_contains_its_mean_and_narrows_with_n(
    n: int, mean: float, variance: float, more: int
) -> None:
    interval, wider_base = (
        mean_interval(n + more, mean, variance, scale=STARS),
        mean_interval(n, mean, variance, scale=STARS),
    )

    assert interval is not None
    assert wider_base is not None
    assert STARS.low <= interval.low <= mean <= interval.high <= STARS.high
    assert interval.high - interval.low <= wider_base.high - wider_base.low + 1e-9


@given(n=st.integers(1, 10_000), share=st.floats(0, 1))
def test_a_share_stays_inside_its_interval_and_the_interval_inside_0_and_1(
    n: int, share: float
) -> None:
    yes = round(share * n)

    interval = wilson_interval(yes, n)

    assert interval is not None
    assert 0 <= interval.low <= yes / n + 1e-12
    assert yes / n - 1e-12 <= interval.high <= 1


def test_what_is_not_a_share_is_refused() -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson_interval(3, 2)


def test_a_closer_target_needs_more_records() -> None:
    assert records_needed(1.0, 0.1) > records_needed(1.0, 0.5) == 16


def test_an_interval_contains_its_ends_and_what_is_between() -> None:
    interval = Interval(low=3.5, high=4.0)

    assert [interval.contains(value) for value in (3.4, 3.5, 3.7, 4.0, 4.1)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_a_pooled_variance_weighs_groups_by_their_degrees_of_freedom() -> None:
    """The usual spread of the scale, 1.5 points, counts as one more degree of freedom."""
    spread = pool_variance([(3, 1.0), (5, 2.0)], scale=SCORES)

    assert spread.degrees == 1 + 2 + 4
    assert spread.variance == pytest.approx((1.5**2 + 2 * 1.0 + 4 * 2.0) / 7)


@pytest.mark.parametrize("group", [(0, None), (1, None), (1, 0.0), (4, None)])
def test_a_group_without_a_variance_adds_nothing(group: tuple[int, float | None]) -> None:
    assert pool_variance([(3, 1.0), group], scale=SCORES) == pool_variance([(3, 1.0)], scale=SCORES)


def test_a_day_with_one_record_uses_the_variance_of_the_others() -> None:
    spread = pool_variance([(1, None), (40, 0.25), (40, 0.25)], scale=STARS)

    one, ten = spread.interval(1, 4.0, scale=STARS), spread.interval(10, 4.0, scale=STARS)

    assert one is not None
    assert ten is not None
    assert one.low == pytest.approx(4.0 - t_quantile(79) * math.sqrt(spread.variance))
    assert one.low < ten.low < 4.0 < ten.high <= one.high
    assert spread.interval(0, 4.0, scale=STARS) is None


def test_a_pooled_interval_stays_on_the_scale() -> None:
    interval = pool_variance([], scale=STARS).interval(1, 4.5, scale=STARS)

    assert interval == Interval(low=0.5, high=5.0)


@pytest.mark.parametrize("degrees", [0, -3])
def test_students_t_needs_a_degree_of_freedom(degrees: int) -> None:
    with pytest.raises(ValueError, match="degree of freedom"):
        t_quantile(degrees)


@given(degrees=st.integers(1, 500))
def test_students_t_falls_towards_the_normal_quantile(degrees: int) -> None:
    assert 1.959964 < t_quantile(degrees + 1) < t_quantile(degrees)


@pytest.mark.parametrize("distance", [0.0, -0.1])
def test_a_mean_on_the_target_has_no_number_of_records(distance: float) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        records_needed(1.0, distance)


@pytest.mark.parametrize(("yes", "n"), [(0, 20), (20, 20)])
def test_none_and_all_have_an_interval_at_the_end(yes: int, n: int) -> None:
    interval = wilson_interval(yes, n)

    assert interval is not None
    assert (interval.low == 0) is (yes == 0)
    assert interval.high - interval.low == pytest.approx(0.161, abs=1e-3)


def sums_of(groups: list[tuple[int, int]]) -> PairedSums:
    return PairedSums(
        n=len(groups),
        part=sum(part for part, _ in groups),
        whole=sum(whole for _, whole in groups),
        part_squares=sum(part**2 for part, _ in groups),
        whole_squares=sum(whole**2 for _, whole in groups),
        products=sum(part * whole for part, whole in groups),
    )


def test_records_that_come_in_groups_are_less_certain_than_single_ones() -> None:
    """Forty people do all of their five tasks or none: two hundred tasks, forty facts."""
    groups = [(5, 5)] * 20 + [(0, 5)] * 20
    grouped, single = grouped_share_interval(sums_of(groups)), wilson_interval(100, 200)

    assert grouped is not None
    assert single is not None
    assert grouped.contains(0.5)
    assert grouped.high - grouped.low > 2 * (single.high - single.low)


def test_equal_groups_have_the_interval_of_the_mean_of_their_shares() -> None:
    shares = [0.2, 0.4, 0.4, 1.0, 0.6, 0.8]
    mean = sum(shares) / 6
    variance = sum((share - mean) ** 2 for share in shares) / 5

    found = grouped_share_interval(sums_of([(round(5 * share), 5) for share in shares]))

    expected = mean_interval(6, mean, variance, scale=SHARES)
    assert found is not None
    assert expected is not None
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_one_group_or_none_is_not_certain() -> None:
    assert grouped_share_interval(sums_of([])) is None
    one = grouped_share_interval(sums_of([(3, 4)]))
    assert one is not None
    assert (one.low, one.high) == (0.0, 1.0)
