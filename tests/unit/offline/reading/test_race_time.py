"""Race times: the limit in words, and the pace it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.reading.race_time import find_race_time
from tests.factories.coaching import parse


@pytest.mark.parametrize(
    ("text", "label", "pace"),
    [
        ("run 10 km in under 55 minutes", "under 55 minutes", "5:30 a km"),
        ("run a 5K below 25 minutes", "under 25 minutes", "5:00 a km"),
        ("run a marathon in 4 hours", "under 4 hours", "5:41 a km"),
        ("run a half marathon sub-2 hours", "under 2 hours", "5:41 a km"),
        ("run 6 miles in less than 60 minutes", "under 60 minutes", "10:00 a mi"),
    ],
)
def test_a_limit_and_a_distance_give_the_pace(text: str, label: str, pace: str) -> None:
    found = find_race_time(parse(text))

    assert found is not None
    assert (found.label, found.pace) == (label, pace)


@pytest.mark.parametrize(
    "text",
    [
        "run 5 km",
        "run 5 km for 30 minutes",
        "run 5 km in 2 hours",
        "run 5 km in 10 minutes",
        "run 20 km a week in under 2 hours",
        "read 10 books in under 50 minutes",
        "lose 5 kg in under 2 hours",
    ],
)
def test_a_text_without_distance_limit_or_plausible_pace_has_no_race_time(text: str) -> None:
    assert find_race_time(parse(text)) is None


@given(st.integers(3, 40), st.integers(4, 10))
def test_the_pace_times_the_distance_is_the_limit(km: int, minutes_per_km: int) -> None:
    found = find_race_time(parse(f"run {km} km in under {km * minutes_per_km} minutes"))

    assert found is not None
    assert found.pace == f"{minutes_per_km}:00 a km"
