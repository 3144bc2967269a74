"""Runs on weekdays: the long run on the weekend, the race on its day, rest before both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.progressions.running_schedule import order_running_days
from core.offline.reading.constraints import WEEK


@pytest.mark.parametrize(
    ("days", "allowed", "on", "expected"),
    [
        (["Mon", "Wed", "Sat"], WEEK, None, ["Mon", "Wed", "Sun"]),
        (["Mon", "Wed", "Fri", "Sun"], WEEK, None, ["Mon", "Wed", "Fri", "Sun"]),
        (["Tue", "Thu"], ["Tue", "Thu"], None, ["Tue", "Thu"]),
        (["Tue", "Sat"], ["Tue", "Sat"], None, ["Tue", "Sat"]),
        (["Wed"], WEEK, None, ["Sun"]),
        (["Mon", "Wed", "Sun"], WEEK, "Fri", ["Mon", "Wed", "Fri"]),
        (["Mon", "Wed", "Sat"], WEEK, "Wed", ["Mon", "Sat", "Wed"]),
        (["Sat", "Sun"], ["Sat", "Sun"], None, ["Sat", "Sun"]),
    ],
)
def test_the_last_day_is_the_long_run_or_the_race(
    days: list[str], allowed: list[str], on: str | None, expected: list[str]
) -> None:
    assert order_running_days(days, allowed=allowed, race_day=on) == expected


@given(st.lists(st.sampled_from(WEEK), min_size=1, max_size=7, unique=True), st.integers(1, 7))
def test_the_number_of_days_stays_and_only_allowed_days_are_used(
    allowed: list[str], count: int
) -> None:
    ordered = sorted(allowed, key=WEEK.index)
    days = ordered[: min(count, len(ordered))]

    found = order_running_days(days, allowed=ordered, race_day=None)

    assert len(found) == len(days)
    assert set(found) <= set(ordered)


@given(st.sampled_from(WEEK))
def test_the_day_before_the_race_is_free_if_there_is_a_choice(race: str) -> None:
    found = order_running_days(["Mon", "Wed", "Sat"], allowed=WEEK, race_day=race)

    assert found[-1] == race
    assert WEEK[WEEK.index(race) - 1] not in found
