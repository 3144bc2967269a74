"""Sessions and checks of a recipe fit the time that there is."""

import pytest

from core.offline.writing.week_sessions import within


@pytest.mark.parametrize(
    ("title", "minutes", "fitted"),
    [
        ("Walk 50 minutes briskly", 30, "Walk 30 minutes briskly"),
        ("Ride 45 to 60 minutes easy", 30, "Ride 30 minutes easy"),
        ("Walk 20 minutes briskly", 30, "Walk 20 minutes briskly"),
        ("Drill the pause, then wait 60 minutes", 10, "Drill the pause, then wait 60 minutes"),
        ("Do 3 sets of 8 rows", 10, "Do 3 sets of 8 rows"),
    ],
)
def test_a_session_names_no_more_minutes_than_it_has(title: str, minutes: int, fitted: str) -> None:
    assert within(title, minutes) == fitted
