"""A far event is the latest day to be free, not the quit date; a named day is the quit date."""

from datetime import timedelta

import pytest

from core.offline.kinds.outline import outline_of
from tests.factories.coaching import COACH, TODAY, make_request


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("I vape all day and want to be rid of it by my brother's wedding on 3 July 2027.", 3),
        ("Stop smoking before summer, by 1 June 2027.", 3),
        ("My quit date is 1 May 2027, stop smoking on 1 May 2027.", 23),
        ("Quit smoking by 20 December 2026.", 4),
    ],
)
def test_the_quit_date_is_near_unless_it_was_named(text: str, weeks: int) -> None:
    day = outline_of(COACH._parse(make_request(text))).turning_day

    assert day is not None
    assert abs((day - TODAY) - timedelta(weeks=weeks)) <= timedelta(days=4)
