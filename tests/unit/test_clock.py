"""Times as people read them: without the day today, with it on any other."""

from datetime import UTC, datetime, timedelta

import pytest

from core.clock import local_day, spoken, time_of_day

NOON = datetime(2027, 1, 4, 12, 0, tzinfo=UTC).astimezone()


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (NOON.replace(hour=15, minute=49), "15:49"),
        (NOON.replace(day=5, hour=0, minute=5), "5 January 00:05"),
        (NOON.replace(day=3, hour=23, minute=59), "3 January 23:59"),
    ],
)
def test_a_time_of_day_names_the_day_unless_it_is_today(moment: datetime, text: str) -> None:
    assert time_of_day(moment.astimezone(UTC), now=NOON.astimezone(UTC)) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (NOON, f"Mon 4 Jan, {NOON:%H:%M}"),
        (NOON - timedelta(days=7), f"Mon 28 Dec 2026, {NOON:%H:%M}"),
    ],
)
def test_a_moment_names_the_year_unless_it_is_this_one(moment: datetime, text: str) -> None:
    assert spoken(moment.astimezone(UTC), now=NOON.astimezone(UTC)) == text


def test_a_day_ends_at_local_midnight() -> None:
    midnight = NOON.replace(hour=0)

    assert local_day(midnight.astimezone(UTC)) == NOON.date()
    assert local_day((midnight - timedelta(seconds=1)).astimezone(UTC)) < NOON.date()
