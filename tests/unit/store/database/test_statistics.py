"""Mean, variance and percentiles from sums and counts."""

import math
import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.store.database.statistics import mean_of, percentile, variance_of, weighted_percentile

VALUES = st.lists(st.integers(0, 1_000), min_size=1, max_size=50)


def test_nothing_has_no_mean_variance_or_percentile() -> None:
    assert mean_of(0, 0.0) is None
    assert variance_of(1, 3.0, 9.0) is None
    assert percentile([], 0.5) is None
    assert weighted_percentile({3: 0}, 0.5) is None


@given(st.lists(st.integers(0, 100), min_size=2, max_size=30))
def test_mean_and_variance_are_those_of_the_values(values: list[int]) -> None:
    n, total, squares = len(values), sum(values), sum(value**2 for value in values)

    variance = variance_of(n, total, squares)

    assert mean_of(n, total) == statistics.mean(values)
    assert variance is not None
    assert math.isclose(variance, statistics.variance(values), abs_tol=1e-6)


def test_rounding_never_makes_a_variance_negative() -> None:
    assert variance_of(3, 0.3, 0.03 - 1e-12) == 0.0


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1), (0.25, 1), (0.26, 2), (0.5, 2), (0.95, 4), (1.0, 4)]
)
def test_a_percentile_is_the_smallest_value_not_below_the_share(
    share: float, expected: int
) -> None:
    assert percentile([4, 2, 3, 1], share) == expected


@given(VALUES, st.floats(0.01, 1.0))
def test_at_least_the_share_of_all_values_is_not_above_a_percentile(
    values: list[int], share: float
) -> None:
    found = percentile(values, share)

    assert found is not None
    assert sum(value <= found for value in values) >= share * len(values)
    assert sum(value < found for value in values) < share * len(values)


@given(VALUES, st.floats(0.01, 1.0))
def test_counts_give_the_percentile_of_their_values(values: list[int], share: float) -> None:
    assert weighted_percentile(Counter(values), share) == percentile(values, share)
