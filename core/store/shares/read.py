"""Read share links and what their pages show."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from core.accounts.time_zones import find_time_zone
from core.clock import local_day
from core.goals.codec import CIRCUMSTANCES_CODEC, CLARIFIED_GOAL_CODEC
from core.store.accounts.tables import users
from core.store.database.engine import Database
from core.store.goals.tables import goals
from core.store.plans.read import find_task_states
from core.store.plans.rows import find_current_plan
from core.store.resolutions.tables import resolutions
from core.store.shares.rows import to_link
from core.store.shares.tables import plan_shares
from core.store.shares.values import SharedGoal, ShareLink


def find_link(database: Database, goal_id: str, *, user_id: str) -> ShareLink | None:
    """Return a person's link to the plan of a goal, or None; it may have expired."""
    query = (
        select(plan_shares, goals.c.archived_at)
        .join(goals, goals.c.id == plan_shares.c.goal_id)
        .where(plan_shares.c.goal_id == goal_id, plan_shares.c.user_id == user_id)
    )
    with database.read() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else to_link(row)


def find_shared_goal(database: Database, digest: str, *, now: datetime) -> SharedGoal | None:
    """Return what the link with this hash shows; None if it has expired or the goal is archived."""
    title = (
        select(resolutions.c.title)
        .where(resolutions.c.goal_id == goals.c.id)
        .order_by(resolutions.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(
            *(plan_shares, title.label("title"), users.c.time_zone),
            *(goals.c.archived_at, goals.c.finished_at),
            *(goals.c.circumstances, goals.c.clarified),
        )
        .join(goals, goals.c.id == plan_shares.c.goal_id)
        .join(users, users.c.id == plan_shares.c.user_id)
        .where(plan_shares.c.digest == digest)
    )
    with database.read() as connection:
        row = connection.execute(query).one_or_none()
        if row is None or not (link := to_link(row)).works(now):
            return None
        stored = find_current_plan(connection, link.goal_id)
        if stored is None:
            return None
        return SharedGoal(
            link=link,
            title=row.title,
            plan=stored.plan,
            states=find_task_states(connection, link.goal_id),
            finished=row.finished_at is not None,
            private=_private_phrases(row),
            today=local_day(now, find_time_zone(row.time_zone)),
        )


def _private_phrases(row: Row[Any]) -> tuple[str, ...]:
    """Return the obstacle and the constraints of a goal."""
    constraints = CIRCUMSTANCES_CODEC.load(row.circumstances).constraints
    if row.clarified is None:
        return constraints
    clarified = CLARIFIED_GOAL_CODEC.load(row.clarified)
    return (clarified.obstacle, *clarified.constraints, *constraints)
