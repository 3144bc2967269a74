"""Bins can be summed over days and give percentiles within 5 %."""

import math
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from core.store.rollups.histograms import latency_bucket, percentile_ms, score_bin


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=200))
def test_percentiles_are_within_five_percent(durations_us: list[int]) -> None:
    buckets = Counter(latency_bucket(duration) for duration in durations_us)
    ordered = sorted(durations_us)

    for share in (0.5, 0.95, 1.0):
        true_ms = ordered[math.ceil(share * len(ordered)) - 1] / 1_000
        found = percentile_ms(buckets, share)

        assert found is not None
        assert math.isclose(found, true_ms, rel_tol=0.05)


def test_an_empty_histogram_has_no_percentile() -> None:
    assert percentile_ms({}, 0.5) is None
    assert percentile_ms({7: 0}, 0.5) is None


def test_a_duration_of_zero_has_a_bin() -> None:
    assert latency_bucket(0) == 0


@given(
    st.lists(st.integers(1, 10**7), min_size=2, max_size=50),
    st.lists(st.integers(1, 10**7), max_size=50),
)
def test_days_added_up_give_the_percentile_of_all(one: list[int], two: list[int]) -> None:
    apart = Counter(map(latency_bucket, one)) + Counter(map(latency_bucket, two))
    together = Counter(map(latency_bucket, one + two))

    assert percentile_ms(apart, 0.95) == percentile_ms(together, 0.95)


def test_scores_fall_into_their_whole_part_and_a_full_ten_apart() -> None:
    assert [score_bin(score) for score in (0.0, 0.99, 1.0, 9.99, 10.0)] == [0, 0, 1, 9, 10]
