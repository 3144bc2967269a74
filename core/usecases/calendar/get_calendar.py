"""The calendar of a goal, or of all goals of a person.

Revisions of events are stored when a calendar is read, so a change of a plan need not know of
calendars.
"""

from datetime import datetime, time

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.calendar.document import MEDIA_TYPE, CalendarDocument
from core.calendar.event import CalendarEvent, uid_of
from core.calendar.events import events_of
from core.calendar.revisions import EventRevision, changed, revise, shown
from core.errors import NotFound
from core.ids import is_id
from core.store.calendar.read import CalendarContents, find_contents
from core.usecases.access.allow import Access, allow
from core.usecases.plans.get_today import get_today

__all__ = [
    "MEDIA_TYPE",
    "CalendarDocument",
    "CalendarEvent",
    "find_next_task",
    "get_calendar",
    "get_goal_calendar",
]

NAME = "Rein"
"""The name of the calendar of all goals."""


@allow(Access.OWNER)
def get_goal_calendar(
    rein: Rein, *, viewer: Viewer, goal_id: str, goal_address: str = ""
) -> CalendarDocument:
    """Return the calendar of a goal of the viewer's. Raises NotFound if it has no plan."""
    document = get_calendar(
        rein, viewer=viewer, goal_id=goal_id if is_id(goal_id) else "", goal_address=goal_address
    )
    if not document.revisions:
        raise NotFound(
            "There is no calendar of this goal.",
            advice="It may have no plan yet, it may be archived, or its id is incomplete.",
        )
    return document


@allow(Access.PERSON)
def get_calendar(
    rein: Rein, *, viewer: Viewer, goal_id: str | None = None, goal_address: str = ""
) -> CalendarDocument:
    """Return the calendar of all goals of the viewer, or of one; it may be empty.

    `goal_address` is the address of a goal's page without its id, for links in the events.
    """
    now = rein.clock.now()
    with rein.database.read() as connection:
        contents = find_contents(connection, viewer.id, goal_id=goal_id)
    revisions = _revise(contents, viewer, now)
    if changed(revisions, contents.known):
        with rein.database.begin() as work:
            work.calendar.lock(goal.goal_id for goal in contents.goals)
            contents = find_contents(work.connection, viewer.id, goal_id=goal_id)
            revisions = _revise(contents, viewer, now)
            work.calendar.save_revisions(changed(revisions, contents.known))
    return CalendarDocument(
        name=contents.goals[0].title if goal_id and contents.goals else NAME,
        revisions=tuple(sorted(shown(revisions, now=now), key=_order)),
        goal_address=goal_address,
    )


@allow(Access.OWNER)
def find_next_task(rein: Rein, *, viewer: Viewer, goal_id: str) -> CalendarEvent | None:
    """Return the event of the next task of a goal of the viewer's that is due from today, or None.

    What slipped is due on a day that is over, which no calendar can remind of.
    """
    one = get_today(rein, viewer=viewer).next_of(goal_id)
    if one is None:
        return None
    uid = uid_of(goal_id, f"task:{one.task.id}")
    document = get_calendar(rein, viewer=viewer, goal_id=goal_id)
    events = (revision.event for revision in document.revisions)
    return next((event for event in events if event.uid == uid), None)


def _revise(contents: CalendarContents, viewer: Viewer, now: datetime) -> tuple[EventRevision, ...]:
    zone = contents.time_zone or viewer.time_zone
    events = (
        event
        for goal in contents.goals
        for event in events_of(goal, preferences=contents.preferences, time_zone=zone)
    )
    return revise(events, contents.known, now=now)


def _order(revision: EventRevision) -> tuple[object, ...]:
    event = revision.event
    return event.day, event.at or time.min, event.uid
