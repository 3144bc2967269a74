"""Rows of calendars as values."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from core.calendar.event import CalendarEvent
from core.calendar.revisions import EventRevision
from core.codec import Codec
from core.store.calendar.tables import calendar_events
from core.store.calendar.values import CalendarFeed

EVENT: Codec[CalendarEvent] = Codec(CalendarEvent)


def list_revisions(connection: Connection, goal_ids: Iterable[str]) -> dict[str, EventRevision]:
    """Return the stored revisions of the events of goals, by the id of the event."""
    query = select(calendar_events).where(calendar_events.c.goal_id.in_(list(goal_ids)))
    return {
        row.uid: EventRevision(
            event=EVENT.load(row.event),
            sequence=row.sequence,
            changed_at=row.changed_at,
            cancelled_at=row.cancelled_at,
        )
        for row in connection.execute(query)
    }


def to_feed(row: Row[Any]) -> CalendarFeed:
    """Return a row of `calendar_feeds` as a value."""
    return CalendarFeed(
        user_id=row.user_id,
        goal_id=row.goal_id,
        digest=row.digest,
        created_at=row.created_at,
        last_read_at=row.last_read_at,
    )
