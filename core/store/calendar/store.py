"""Write revisions of events, private addresses and preferences of calendars."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from core.calendar.preferences import CalendarPreferences
from core.calendar.revisions import EventRevision
from core.store.calendar.rows import EVENT
from core.store.calendar.tables import calendar_events, calendar_feeds, calendar_preferences
from core.store.calendar.values import CalendarFeed
from core.store.database.upsert import replace_rows
from core.store.goals.tables import goals


class CalendarStore:
    """Writes what calendars need; the caller checks whose goal it is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, goal_ids: Iterable[str]) -> None:
        """Let no one else store revisions of these goals before the commit.

        Of two who read a changed plan at once, the second finds what the first has stored.
        """
        # One order for all, so that two never wait for each other.
        wanted = select(goals.c.id).where(goals.c.id.in_(list(goal_ids))).order_by(goals.c.id)
        self._connection.execute(wanted.with_for_update(key_share=True)).all()

    def save_revisions(self, revisions: Iterable[EventRevision]) -> None:
        """Store revisions in place of earlier ones."""
        rows = [
            {
                "goal_id": revision.event.goal_id,
                "uid": revision.uid,
                "sequence": revision.sequence,
                "event": EVENT.dump(revision.event),
                "changed_at": revision.changed_at,
                "cancelled_at": revision.cancelled_at,
            }
            for revision in revisions
        ]
        replace_rows(self._connection, calendar_events, rows)

    def save_feed(self, feed: CalendarFeed) -> None:
        """Store a private address; it replaces the one of the same person and scope."""
        replace_rows(self._connection, calendar_feeds, [asdict(feed) | {"scope": feed.scope}])

    def delete_feed(self, user_id: str, scope: str) -> bool:
        """Delete a private address. Return False if there is none."""
        of_person = (calendar_feeds.c.user_id == user_id, calendar_feeds.c.scope == scope)
        return self._connection.execute(delete(calendar_feeds).where(*of_person)).rowcount > 0

    def mark_read(self, digest: str, *, now: datetime) -> None:
        """Record that a calendar was read at its private address."""
        of_address = calendar_feeds.c.digest == digest
        self._connection.execute(update(calendar_feeds).where(of_address).values(last_read_at=now))

    def save_preferences(self, user_id: str, preferences: CalendarPreferences) -> None:
        """Store a person's preferences in place of earlier ones."""
        row = {
            "user_id": user_id,
            "at": preferences.at,
            "alarm_minutes": preferences.alarm_minutes,
        }
        replace_rows(self._connection, calendar_preferences, [row])
