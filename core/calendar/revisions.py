"""Revisions of events: what changed since the calendar was last read, and what is gone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.calendar.event import CalendarEvent

CANCELLED_FOR = timedelta(days=30)
"""A calendar that is read at least this often learns of every cancelled event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRevision:
    """An event revision: what calendars last got of an event; `sequence` rises with each change."""

    event: CalendarEvent
    sequence: int
    changed_at: datetime
    cancelled_at: datetime | None

    @property
    def uid(self) -> str:
        return self.event.uid


def revise(
    events: Iterable[CalendarEvent], known: Mapping[str, EventRevision], *, now: datetime
) -> tuple[EventRevision, ...]:
    """Return the revision of each event, and of each one known before that is gone.

    An event that is gone is cancelled, unless it was done: what a person did stays.
    """
    now = now.replace(microsecond=0)  # as precise as calendars write it
    current = {event.uid: event for event in events}
    gone = (
        revision.event if revision.event.done else _cancelled(revision.event)
        for uid, revision in known.items()
        if uid not in current
    )
    return tuple(_revised(event, known, now) for event in (*current.values(), *gone))


def changed(
    revisions: Iterable[EventRevision], known: Mapping[str, EventRevision]
) -> tuple[EventRevision, ...]:
    """Return the revisions that are new or differ from those known before."""
    return tuple(revision for revision in revisions if known.get(revision.uid) != revision)


def shown(revisions: Iterable[EventRevision], *, now: datetime) -> Iterator[EventRevision]:
    """Yield the revisions of a calendar; an event that was cancelled long ago has left it."""
    return (
        revision
        for revision in revisions
        if revision.cancelled_at is None or now - revision.cancelled_at < CANCELLED_FOR
    )


def _cancelled(event: CalendarEvent) -> CalendarEvent:
    return replace(event, cancelled=True, alarm_minutes=None)


def _revised(
    event: CalendarEvent, known: Mapping[str, EventRevision], now: datetime
) -> EventRevision:
    before = known.get(event.uid)
    if before is not None and before.event == event:
        return before
    was_cancelled = before.cancelled_at if before is not None else None
    return EventRevision(
        event=event,
        sequence=0 if before is None else before.sequence + 1,
        changed_at=now,
        cancelled_at=(was_cancelled or now) if event.cancelled else None,
    )
