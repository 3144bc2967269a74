"""Facts: a frequency in times a week."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.reading.facts import Frequency, Span

SPAN = Span(start=0, end=0, text="")


@pytest.mark.parametrize(
    ("times", "per", "per_week"),
    [(1, "day", 7), (3, "week", 3), (30.4, "month", 7), (52, "year", 1)],
)
def test_a_frequency_in_times_a_week(times: float, per: str, per_week: float) -> None:
    assert Frequency(times=times, per=per, span=SPAN).per_week == pytest.approx(per_week)


@given(st.floats(0.1, 100), st.sampled_from(["day", "week", "month", "year"]))
def test_twice_as_often_is_twice_as_many_times_a_week(times: float, per: str) -> None:
    once, twice = (Frequency(times=t, per=per, span=SPAN).per_week for t in (times, 2 * times))

    assert twice == pytest.approx(2 * once)
