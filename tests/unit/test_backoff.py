"""Backoff: waits that grow to a limit, spread out, and never undercut what a server asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.backoff import RETRY_AFTER_JITTER_S, Backoff


def test_each_wait_is_the_one_before_times_the_factor_up_to_the_limit() -> None:
    backoff = Backoff(first_s=2.0, factor=3.0, max_s=50.0)

    assert [backoff.wait_s(failures) for failures in range(1, 6)] == [2.0, 6.0, 18.0, 50.0, 50.0]


def test_waits_double_unless_another_factor_is_named() -> None:
    assert Backoff(first_s=15.0, max_s=300.0).wait_s(3) == 60.0


def test_the_longest_series_of_failures_waits_the_limit() -> None:
    assert Backoff(first_s=0.001, max_s=60.0).wait_s(10**9) == 60.0


@pytest.mark.parametrize(("draw", "wait_s"), [(0.0, 3.0), (0.5, 4.5), (1.0, 6.0)])
def test_a_jittered_wait_is_half_to_all_of_it(draw: float, wait_s: float) -> None:
    assert Backoff(first_s=6.0, max_s=60.0).jittered_s(1, draw=lambda: draw) == wait_s


@given(
    failures=st.integers(1, 1_000),
    retry_after_s=st.floats(0, 3_600),
    draw=st.floats(0, 1, exclude_max=True),
)
def test_the_wait_a_server_asks_for_is_never_shortened_and_hardly_exceeded(
    failures: int, retry_after_s: float, draw: float
) -> None:
    backoff = Backoff(first_s=1.0, max_s=60.0)

    wait_s = backoff.jittered_s(failures, retry_after_s=retry_after_s, draw=lambda: draw)

    assert retry_after_s < wait_s <= retry_after_s + RETRY_AFTER_JITTER_S


def test_waits_without_a_given_draw_differ() -> None:
    backoff = Backoff(first_s=1.0, max_s=60.0)

    assert len({backoff.jittered_s(5) for _ in range(20)}) > 1
