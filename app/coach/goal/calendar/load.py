"""Read and change what the calendar section of a goal shows."""

from datetime import time

from app import auth, services
from app.site import site
from core.calendar.event import CalendarEvent
from core.calendar.preferences import CalendarPreferences
from core.usecases.calendar import feeds, get_calendar
from core.usecases.calendar import preferences as stored
from core.usecases.calendar.feeds import CalendarFeed


def write_file(goal_id: str) -> bytes:
    """Return the calendar of a goal as a file."""
    document = get_calendar.get_goal_calendar(
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        goal_address=f"{site()}/goal?id=",
    )
    return document.write()


def find_next_task(goal_id: str) -> CalendarEvent | None:
    """Return the next open task of a goal, or None."""
    return get_calendar.find_next_task(
        services.rein(), viewer=auth.current_viewer(), goal_id=goal_id
    )


def find_feed(goal_id: str | None) -> CalendarFeed | None:
    """Return the private address of a goal's calendar, or of that of all goals, or None."""
    return feeds.find_feed(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id)


def add_feed(goal_id: str | None) -> str:
    """Create a private address and return it; it replaces the one before."""
    made = feeds.add_feed(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id)
    return f"{site()}{made.path}"


def revoke_feed(goal_id: str | None) -> None:
    """Revoke a private address. Raises NotFound if there is none."""
    feeds.revoke_feed(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id)


def get_preferences() -> CalendarPreferences:
    """Return when the person's calendar reminds them."""
    return stored.get_preferences(services.rein(), viewer=auth.current_viewer())


def save_preferences(at: time | None, alarm_minutes: int | None) -> None:
    """Store when the person's calendar reminds them."""
    stored.save_preferences(
        services.rein(), viewer=auth.current_viewer(), at=at, alarm_minutes=alarm_minutes
    )
