"""The words of the calendar section."""

from datetime import date, datetime, time

from core import formats
from core.calendar.event import CalendarEvent
from core.usecases.calendar.feeds import CalendarFeed

_TIMES = (None, *(time(hour, minute) for hour in range(5, 24) for minute in (0, 30)))
_ALARMS = {
    "No reminder": None,
    "When it starts": 0,
    "10 minutes before": 10,
    "30 minutes before": 30,
    "An hour before": 60,
    "A day before": 24 * 60,
}


def times_to_choose(chosen: time | None) -> dict[str, time | None]:
    """Return the times of day to choose by their words, the stored one among them."""
    offered = _TIMES if chosen in _TIMES else (*_TIMES, chosen)
    return {label_of_time(at): at for at in offered}


def label_of_time(at: time | None) -> str:
    """Return the words of a time of day."""
    return "No time: all day" if at is None else formats.clock_time(at)


def alarms_to_choose(chosen: int | None) -> dict[str, int | None]:
    """Return the reminders to choose by their words, the stored one among them."""
    return _ALARMS if chosen in _ALARMS.values() else _ALARMS | {label_of_alarm(chosen): chosen}


def label_of_alarm(minutes: int | None) -> str:
    """Return the words of a reminder."""
    named = {value: label for label, value in _ALARMS.items()}
    return named.get(minutes) or f"{formats.minutes(minutes or 0)} before"


def state_of(feed: CalendarFeed, *, now: datetime) -> str:
    """Return since when an address works and when it was last read."""
    made = f"Created {formats.short_moment(feed.created_at, now=now)}."
    if feed.last_read_at is None:
        return f"{made} No calendar app has read it yet."
    return f"{made} Last read {formats.moment(feed.last_read_at, now=now)}."


def to_webcal(address: str) -> str:
    """Return an address that opens the person's calendar app instead of the browser."""
    return f"webcal://{address.partition('://')[2]}"


def when(event: CalendarEvent, *, today: date) -> str:
    """Return the day of a task, with its time if it has one."""
    day = "today" if event.day == today else formats.day(event.day, today=today)
    return day if event.at is None else f"{day}, {formats.clock_time(event.at)}"
