"""The calendar: a day ends at local midnight."""

from datetime import UTC, datetime, timedelta

from core.clock import local_day

NOON = datetime(2027, 1, 4, 12, 0, tzinfo=UTC).astimezone()


def test_a_day_ends_at_local_midnight() -> None:
    midnight = NOON.replace(hour=0)

    assert local_day(midnight.astimezone(UTC), None) == NOON.date()
    assert local_day((midnight - timedelta(seconds=1)).astimezone(UTC), None) < NOON.date()
