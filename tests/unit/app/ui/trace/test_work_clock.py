"""The clock of a waterfall shows the machine's work; a person's thinking is a marked gap."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.trace.work_clock import WorkClock, work_clock

START = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def clock(*steps: tuple[float, float], until: float) -> WorkClock:
    return work_clock(START, at(until), [(at(begins), at(ends)) for begins, ends in steps])


def test_an_hour_of_thinking_takes_a_sliver_of_the_axis() -> None:
    found = clock((0, 1), (3_601, 3_604), until=3_604)

    assert found.work_s == 4
    assert [(wait.start, wait.seconds) for wait in found.waits] == [(at(1), 3_600)]
    first, second = found.percent(at(1)), found.percent(at(3_601))
    assert first == pytest.approx(100 / 4.12)
    assert second - first == pytest.approx(100 * 0.12 / 4.12)
    assert found.seconds_at(1) == pytest.approx(4)


def test_short_pauses_overlapping_steps_and_a_trace_without_steps_have_no_gap() -> None:
    assert clock((0, 2), (1, 1.5), (2.9, 4), until=4).waits == ()
    assert clock(until=60).waits == ()


def test_a_wait_at_the_end_is_left_out_too() -> None:
    assert clock((0, 2), until=62).work_s == 2


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 20)), max_size=8), st.data())
def test_later_moments_are_never_further_left_and_the_ends_are_the_ends(
    spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    steps = [(float(begins), float(begins + took)) for begins, took in spans]
    last = max([ends for _, ends in steps], default=1.0) + 1
    found = clock(*steps, until=last)
    early, late = sorted(data.draw(st.floats(0, last)) for _ in range(2))

    assert found.percent(at(early)) <= found.percent(at(late)) + 1e-6
    assert found.percent(START) == pytest.approx(0)
    assert found.percent(at(last)) == pytest.approx(100)
    assert found.seconds_at(1) == pytest.approx(found.work_s, abs=1e-3)
