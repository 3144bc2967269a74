"""What can be stored of when a calendar reminds."""

from datetime import UTC, time

import pytest

from core.calendar.preferences import (
    MAX_ALARM_MINUTES,
    CalendarPreferences,
    accept_preferences,
)
from core.errors import InvalidInput


def test_a_time_of_day_is_whole_minutes_of_the_persons_clock() -> None:
    accepted = accept_preferences(at=time(18, 30, 59, 7, tzinfo=UTC), alarm_minutes=10)

    assert accepted == CalendarPreferences(at=time(18, 30), alarm_minutes=10)


def test_midnight_is_a_time_of_day() -> None:
    assert accept_preferences(at=time(0), alarm_minutes=0) == CalendarPreferences(
        at=time(0), alarm_minutes=0
    )


def test_without_a_time_of_day_there_is_no_reminder() -> None:
    assert accept_preferences(at=None, alarm_minutes=10) == CalendarPreferences()


@pytest.mark.parametrize("minutes", [-1, MAX_ALARM_MINUTES + 1])
def test_a_reminder_out_of_reach_is_refused(minutes: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        accept_preferences(at=time(18), alarm_minutes=minutes)

    assert refused.value.field == "alarm_minutes"
