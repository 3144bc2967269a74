"""When a person's calendar reminds them: the time of day of tasks, and the alarm before it."""

from dataclasses import dataclass
from datetime import time

from core.errors import InvalidInput

MAX_ALARM_MINUTES = 7 * 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPreferences:
    """How tasks stand in the calendar; without a time they last all day and never remind."""

    at: time | None = None
    alarm_minutes: int | None = None


ALL_DAY = CalendarPreferences()


def accept_preferences(*, at: time | None, alarm_minutes: int | None) -> CalendarPreferences:
    """Return preferences that can be stored. Raises InvalidInput."""
    if alarm_minutes is not None and not 0 <= alarm_minutes <= MAX_ALARM_MINUTES:
        raise InvalidInput(
            "This reminder is too early or too late.",
            field="alarm_minutes",
            advice="Choose up to seven days before the task.",
        )
    whole = at.replace(second=0, microsecond=0, tzinfo=None) if at is not None else None
    return CalendarPreferences(at=whole, alarm_minutes=alarm_minutes if whole is not None else None)
