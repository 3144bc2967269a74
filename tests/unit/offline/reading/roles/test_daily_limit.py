"""A limit named for a day bounds every session; a time that is the aim itself is none."""

import pytest

from tests.factories.coaching import parse


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Pass the B2 exam in March. I work shifts, max 40 minutes on a day, never Sundays.", 40),
        ("Write my thesis by June, no more than an hour a day after the kids sleep.", 60),
        ("Learn the ukulele, at most 10 minutes per session, my fingertips hurt.", 10),
        ("Get my phone down to at most 2 hours a day", None),
        ("Read 20 books this year, up to 300 pages each", None),
    ],
)
def test_a_limit_a_day_is_read(text: str, minutes: float | None) -> None:
    assert parse(text).session_minutes == minutes
