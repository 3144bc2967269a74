"""One-sided bounds hold as often as they promise, and are those of scipy where it has them."""

import random
from collections import Counter
from itertools import pairwise

import pytest
from scipy import stats

from core.quality.intervals import STARS, PairedSums
from core.quality.targets.bounds import (
    LEVEL,
    grouped_share_bounds,
    mean_bounds,
    measure_shift,
    percentile_bounds,
    share_bounds,
)


@pytest.mark.parametrize(("yes", "n"), [(0, 1), (1, 1), (3, 10), (0, 50), (17, 400)])
def test_share_bounds_are_those_of_clopper_and_pearson(yes: int, n: int) -> None:
    bounds = share_bounds(yes, n)
    oracle = stats.binomtest(yes, n).proportion_ci(1 - 2 * (1 - LEVEL), method="exact")

    assert bounds is not None
    assert (bounds.low, bounds.high) == pytest.approx((oracle.low, oracle.high), abs=1e-9)


def test_nothing_is_bounded_without_records() -> None:
    assert share_bounds(0, 0) is None
    assert mean_bounds(0, 0.0, None, scale=STARS) is None
    assert percentile_bounds({}, 0.95) == (None, None)
    assert measure_shift({}, {"run": 9}) is None
    nothing = PairedSums(n=0, part=0, whole=0, part_squares=0, whole_squares=0, products=0)
    assert grouped_share_bounds(nothing) is None


def test_three_equal_records_do_not_bound_a_mean_tightly() -> None:
    bounds = mean_bounds(3, 3.0, 0.0, scale=STARS)

    assert bounds is not None
    assert bounds.high > 4.0


def test_the_bounds_of_a_percentile_hold_as_often_as_they_promise() -> None:
    rng = random.Random(8)  # noqa: S311 - a simulation
    truth, n = 95, 400  # of the numbers 1 to 100, 95 % are at most 95
    misses = Counter[str]()
    for _ in range(400):
        counts = Counter(rng.randint(1, 100) for _ in range(n))
        low, high = percentile_bounds(counts, 0.95)
        assert low is not None
        assert high is not None
        misses["low"] += low > truth
        misses["high"] += high < truth

    assert max(misses.values()) <= 8  # 2 are expected at 99.5 %


def test_a_hundred_records_do_not_bound_the_95th_percentile_from_above() -> None:
    low, high = percentile_bounds(Counter(range(100)), 0.95)
    assert (low, high) == (88, None)
    assert percentile_bounds(Counter(range(1_100)), 0.95)[1] is not None


def test_the_same_mix_is_seldom_a_shift_and_another_one_is() -> None:
    rng, kinds = random.Random(5), ["run", "read", "save", "learn"]  # noqa: S311 - a simulation

    def sample(weights: list[int], n: int) -> Counter[str]:
        return Counter(rng.choices(kinds, weights, k=n))

    same = [measure_shift(sample([4, 3, 2, 1], 60), sample([4, 3, 2, 1], 240)) for _ in range(400)]
    other = [measure_shift(sample([1, 2, 3, 4], 60), sample([4, 3, 2, 1], 240)) for _ in range(50)]

    assert sum(shift is not None and shift.low > 0 for shift in same) <= 8
    assert all(shift is not None and shift.low > 0.1 for shift in other)


def test_a_kind_that_was_never_seen_before_is_a_shift() -> None:
    shift = measure_shift({"run": 50, "spam": 50}, {"run": 400})

    assert shift is not None
    assert shift.low > 0.5


def test_more_records_never_widen_a_bound() -> None:
    widths = [
        bounds.high - bounds.low
        for n in (10, 40, 160, 640)
        if (bounds := share_bounds(n // 5, n)) is not None
    ]

    assert all(before > after for before, after in pairwise(widths))
