"""Counts of attempts to sign in, and the end of a session."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.accounts.session_life import ABSOLUTE, IDLE, has_ended
from core.accounts.throttle import (
    WINDOW,
    ThrottleKind,
    estimate_count,
    keys_of,
    seconds_to_wait,
    window_start,
)

NOON = datetime(2027, 1, 4, 12, 0, tzinfo=UTC)
MOMENTS = st.datetimes(
    min_value=NOON.replace(tzinfo=None),
    max_value=NOON.replace(tzinfo=None, year=2030),
    timezones=st.just(UTC),
)


@given(MOMENTS)
def test_a_moment_lies_in_its_window(moment: datetime) -> None:
    assert window_start(moment) <= moment < window_start(moment) + WINDOW
    assert 1 <= seconds_to_wait(moment) <= WINDOW.total_seconds()


@given(MOMENTS, st.integers(0, 100), st.integers(0, 100))
def test_the_estimate_lies_between_the_present_window_and_both(
    moment: datetime, current: int, previous: int
) -> None:
    estimate = estimate_count(current=current, previous=previous, now=moment)

    assert current <= estimate <= current + previous


def test_failures_of_the_window_before_fade() -> None:
    begin = estimate_count(current=0, previous=10, now=NOON)
    middle = estimate_count(current=0, previous=10, now=NOON + WINDOW / 2)

    assert (begin, middle) == (10, 5)


def test_a_stranger_elsewhere_shares_only_the_count_of_the_account() -> None:
    one = {key.kind: key.digest for key in keys_of(login="a@b.org", address="1.1.1.1")}
    other = {key.kind: key.digest for key in keys_of(login="a@b.org", address="2.2.2.2")}

    assert one[ThrottleKind.ACCOUNT] == other[ThrottleKind.ACCOUNT]
    assert one[ThrottleKind.PAIR] != other[ThrottleKind.PAIR]
    assert one[ThrottleKind.ADDRESS] != other[ThrottleKind.ADDRESS]
    assert len({*one.values(), *other.values()}) == 5


def test_a_key_holds_no_address() -> None:
    for key in keys_of(login="ada@example.org", address="192.0.2.7"):
        assert "ada" not in key.digest
        assert "192" not in key.digest or len(key.digest) == 64


@pytest.mark.parametrize(
    ("age", "idle", "ended"),
    [
        (timedelta(0), timedelta(0), False),
        (ABSOLUTE - timedelta(seconds=1), timedelta(days=1), False),
        (ABSOLUTE, timedelta(0), True),
        (IDLE, IDLE, True),
        (IDLE + timedelta(days=1), IDLE - timedelta(seconds=1), False),
    ],
)
def test_a_session_ends_after_idle_days_and_after_its_longest_life(
    age: timedelta, idle: timedelta, ended: bool
) -> None:
    assert has_ended(NOON, created_at=NOON - age, used_at=NOON - idle) is ended
