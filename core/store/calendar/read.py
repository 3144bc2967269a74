"""Read the goals of a calendar, its private addresses and its person's preferences."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, exists, select

from core.accounts.time_zones import find_time_zone
from core.accounts.user import Role, User
from core.accounts.viewer import Viewer
from core.calendar.events import PlannedGoal
from core.calendar.preferences import ALL_DAY, CalendarPreferences
from core.calendar.revisions import EventRevision
from core.clock import local_day
from core.store.accounts.tables import users
from core.store.calendar.rows import list_revisions, to_feed
from core.store.calendar.tables import calendar_feeds, calendar_preferences
from core.store.calendar.values import CalendarFeed
from core.store.database.engine import Database
from core.store.goals.display_titles import title_of
from core.store.goals.tables import goals
from core.store.plans.read import list_task_states
from core.store.plans.rows import find_current_plan
from core.store.plans.tables import plans


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarContents:
    """What the events of a calendar are made of, and their revisions so far."""

    goals: tuple[PlannedGoal, ...]
    preferences: CalendarPreferences
    time_zone: ZoneInfo | None
    """The time zone stored with the account, the same however the calendar is read."""
    known: Mapping[str, EventRevision]


def find_contents(
    connection: Connection, user_id: str, *, goal_id: str | None = None
) -> CalendarContents:
    """Return the contents of a person's calendar, or of its part for one goal."""
    query = select(users.c.time_zone).where(users.c.id == user_id)
    zone = find_time_zone(connection.execute(query).scalar())
    goals_of_person = _list_planned_goals(connection, user_id, goal_id, zone)
    return CalendarContents(
        goals=goals_of_person,
        preferences=find_preferences(connection, user_id),
        time_zone=zone,
        known=list_revisions(connection, [goal.goal_id for goal in goals_of_person]),
    )


def _list_planned_goals(
    connection: Connection, user_id: str, goal_id: str | None, zone: ZoneInfo | None
) -> tuple[PlannedGoal, ...]:
    """Return a person's goals that have a plan and are not archived, or one of them."""
    query = (
        select(goals.c.id, title_of(goals), goals.c.finished_at)
        .where(goals.c.user_id == user_id, goals.c.archived_at.is_(None))
        .where(exists().where(plans.c.goal_id == goals.c.id))
        .order_by(goals.c.id)
    )
    if goal_id is not None:
        query = query.where(goals.c.id == goal_id)
    found = {row.id: row for row in connection.execute(query)}
    states = list_task_states(connection, found)
    stored = {wanted: find_current_plan(connection, wanted) for wanted in found}
    return tuple(
        PlannedGoal(
            goal_id=wanted,
            title=row.title,
            plan=plan.plan,
            states=states.get(wanted, {}),
            finished_on=None if row.finished_at is None else local_day(row.finished_at, zone),
        )
        for wanted, row in found.items()
        if (plan := stored[wanted]) is not None
    )


def find_preferences(connection: Connection, user_id: str) -> CalendarPreferences:
    """Return a person's preferences; without stored ones tasks last all day."""
    stored = calendar_preferences.c
    query = select(stored.at, stored.alarm_minutes).where(stored.user_id == user_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        return ALL_DAY
    return CalendarPreferences(at=row.at, alarm_minutes=row.alarm_minutes)


def find_feed(database: Database, user_id: str, scope: str) -> CalendarFeed | None:
    """Return a person's private address of this scope, or None."""
    of_person = (calendar_feeds.c.user_id == user_id, calendar_feeds.c.scope == scope)
    with database.read() as connection:
        row = connection.execute(select(calendar_feeds).where(*of_person)).one_or_none()
    return None if row is None else to_feed(row)


def find_feed_by_digest(database: Database, digest: str) -> tuple[CalendarFeed, Viewer] | None:
    """Return the private address whose secret has this hash, and its person, or None."""
    query = (
        select(calendar_feeds, users.c.name, users.c.role, users.c.time_zone)
        .join(users, users.c.id == calendar_feeds.c.user_id)
        .where(calendar_feeds.c.digest == digest)
    )
    with database.read() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    person = User(id=row.user_id, name=row.name, role=Role(row.role))
    return to_feed(row), Viewer(user=person, time_zone=find_time_zone(row.time_zone))
