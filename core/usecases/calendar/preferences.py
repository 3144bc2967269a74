"""When a person's calendar reminds them."""

from datetime import time

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.calendar.preferences import CalendarPreferences, accept_preferences
from core.store.accounts.values import account_of
from core.store.calendar.read import find_preferences
from core.usecases.access.allow import Access, allow

__all__ = ["CalendarPreferences", "get_preferences", "save_preferences"]


@allow(Access.PERSON)
def get_preferences(rein: Rein, *, viewer: Viewer) -> CalendarPreferences:
    """Return the viewer's preferences; without stored ones tasks last all day."""
    with rein.database.read() as connection:
        return find_preferences(connection, viewer.id)


@allow(Access.PERSON)
def save_preferences(
    rein: Rein, *, viewer: Viewer, at: time | None, alarm_minutes: int | None
) -> CalendarPreferences:
    """Store when tasks begin and how long before it the calendar reminds. Raises InvalidInput."""
    preferences = accept_preferences(at=at, alarm_minutes=alarm_minutes)
    with rein.database.begin() as work:
        account = account_of(viewer, tier=rein.settings.tier, created_at=rein.clock.now())
        work.accounts.ensure(account)
        work.calendar.save_preferences(viewer.id, preferences)
    return preferences
