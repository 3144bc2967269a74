"""What a person wants to be sent, and when: reminders at an hour, a digest on a weekday."""

from dataclasses import dataclass

from core.errors import InvalidInput

SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPreferences:
    """Days and hours are those of the person's time zone."""

    daily: bool = True
    """A reminder on days with something due."""
    weekly: bool = True
    """A digest once a week."""
    hour: int = 8
    weekday: int = SUNDAY
    """0 is Monday, as in `date.weekday`."""


def accept_preferences(*, daily: bool, weekly: bool, hour: int, weekday: int) -> MailPreferences:
    """Return preferences that can be stored. Raises InvalidInput."""
    if not 0 <= hour <= 23:
        raise InvalidInput("This hour does not exist.", field="hour", advice="Choose 0 to 23.")
    if not 0 <= weekday <= 6:
        raise InvalidInput(
            "This weekday does not exist.", field="weekday", advice="Choose 0 (Monday) to 6."
        )
    return MailPreferences(daily=daily, weekly=weekly, hour=hour, weekday=weekday)
