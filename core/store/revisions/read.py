"""Reading the versions of a goal's plan, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from core.plans.revision.option import RevisionKind
from core.store.accounts.tables import users
from core.store.database.engine import Database
from core.store.database.rows import fetch_all, fetch_one
from core.store.plans.tables import plans
from core.store.revisions.rows import to_pause
from core.store.revisions.tables import goal_pauses, plan_revisions
from core.store.revisions.values import Pause

LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersionRow:
    """One version of a plan: when and by whom it was made, and why."""

    plan_id: str
    trace_id: str
    created_at: datetime
    ends_on: date
    kind: RevisionKind | None
    """None if the coach wrote this version."""
    summary: str
    author: str
    """Name of the person who made it; "" if the coach wrote it."""


def list_plan_versions(database: Database, goal_id: str) -> tuple[PlanVersionRow, ...]:
    """Return the versions of a goal's plan, newest first, at most fifty."""
    revision = plan_revisions.c
    query = (
        select(
            *(plans.c.id, plans.c.trace_id, plans.c.created_at, plans.c.ends_on),
            *(revision.kind, revision.summary, users.c.name),
        )
        .select_from(
            plans.outerjoin(plan_revisions, revision.id == plans.c.id).outerjoin(
                users, users.c.id == revision.user_id
            )
        )
        .where(plans.c.goal_id == goal_id)
        .order_by(plans.c.id.desc())
        .limit(LIMIT)
    )
    with database.read() as connection:
        return tuple(
            PlanVersionRow(
                plan_id=row["id"],
                trace_id=row["trace_id"],
                created_at=row["created_at"],
                ends_on=row["ends_on"],
                kind=None if row["kind"] is None else RevisionKind(row["kind"]),
                summary=row["summary"] or "",
                author=row["name"] or "",
            )
            for row in fetch_all(connection, query)
        )


def list_reserve_spent(
    connection: Connection, goal_ids: Iterable[str], *, since: datetime
) -> dict[str, int]:
    """Return the reserve days that revisions used since a moment, by goal; undone ones are even."""
    revision = plan_revisions.c
    query = (
        select(revision.goal_id, func.sum(revision.reserve_used))
        .where(revision.goal_id.in_(list(goal_ids)), revision.created_at >= since)
        .group_by(revision.goal_id)
    )
    return {goal_id: max(0, spent) for goal_id, spent in connection.execute(query)}


def find_pause(database: Database, goal_id: str, *, on: date) -> Pause | None:
    """Return the pause of a goal that is not over on a day, or None."""
    query = select(goal_pauses).where(
        goal_pauses.c.goal_id == goal_id,
        goal_pauses.c.last_day >= on,
        goal_pauses.c.resumed_at.is_(None),
    )
    with database.read() as connection:
        row = fetch_one(connection, query.order_by(goal_pauses.c.id.desc()).limit(1))
    return None if row is None else to_pause(row)
