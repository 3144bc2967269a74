"""Read who coaches whom."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from core.store.accounts.tables import users
from core.store.coaches.tables import goal_coaches
from core.store.coaches.values import Coaching, NamedCoaching
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.goals.tables import goals
from core.store.resolutions.tables import resolutions


def list_of_goal(database: Database, goal_id: str) -> tuple[NamedCoaching, ...]:
    """Return invitations and coaches of a goal, newest first."""
    return _read(database, _named().where(goal_coaches.c.goal_id == goal_id))


def list_coached(
    database: Database, coach_id: str, *, now: datetime, goal_id: str | None = None
) -> tuple[NamedCoaching, ...]:
    """Return the goals that a person may see as a coach at this moment, newest first."""
    query = _named().where(
        goal_coaches.c.coach_id == coach_id,
        goal_coaches.c.expires_at > now,
        goals.c.archived_at.is_(None),
    )
    if goal_id is not None:
        query = query.where(goal_coaches.c.goal_id == goal_id)
    return _read(database, query)


def find_invitation(database: Database, digest: str) -> NamedCoaching | None:
    """Return the invitation whose secret has this hash, or None."""
    found = _read(database, _named().where(goal_coaches.c.digest == digest))
    return found[0] if found else None


def _named() -> Select[tuple[Any, ...]]:
    owners, coaches = users.alias("owners"), users.alias("coaches")
    title = (
        select(resolutions.c.title)
        .where(resolutions.c.goal_id == goals.c.id)
        .order_by(resolutions.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            goal_coaches,
            owners.c.name.label("owner"),
            owners.c.time_zone,
            coaches.c.name.label("coach"),
            title.label("title"),
            goals.c.finished_at,
        )
        .join(goals, goals.c.id == goal_coaches.c.goal_id)
        .join(owners, owners.c.id == goal_coaches.c.user_id)
        .outerjoin(coaches, coaches.c.id == goal_coaches.c.coach_id)
        .order_by(goal_coaches.c.id.desc())
    )


def _read(database: Database, query: Select[tuple[Any, ...]]) -> tuple[NamedCoaching, ...]:
    with database.read() as connection:
        return tuple(map(_to_named, fetch_all(connection, query)))


def _to_named(row: Row) -> NamedCoaching:
    return NamedCoaching(
        coaching=Coaching(**{field.name: row[field.name] for field in fields(Coaching)}),
        owner=row["owner"],
        coach=row["coach"],
        title=row["title"],
        time_zone=row["time_zone"],
        finished=row["finished_at"] is not None,
    )
