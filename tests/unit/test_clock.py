"""The calendar: a day ends at local midnight."""

from datetime import UTC, datetime, timedelta

import pytest

from core.clock import local_day, spoken

NOON = datetime(2027, 1, 4, 12, 0, tzinfo=UTC).astimezone()


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

    assert local_day(midnight.astimezone(UTC), None) == NOON.date()
    assert local_day((midnight - timedelta(seconds=1)).astimezone(UTC), None) < NOON.date()
