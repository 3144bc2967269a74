"""Versions of a resolution: a run writes the first, a person changes it; the newest counts."""

from sqlalchemy import Connection, delete, select

from core.plans.revision.option import RevisionKind
from core.resolutions.resolution import RESOLUTION_CODEC
from core.store.database.rows import Row, fetch_one
from core.store.goals.tables import goals
from core.store.resolutions.tables import resolutions
from core.store.resolutions.values import ResolutionChange, ResolutionRecord
from core.store.revisions.tables import plan_revisions
from core.store.scores.tables import evaluations
from core.store.scores.withdrawal import subtract_evaluations


class ResolutionStore:
    """Reads the current version and deletes the newest change; GoalStore adds versions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_current(self, goal_id: str) -> ResolutionRecord | None:
        """Return the newest version, locked until this transaction ends."""
        row = self._newest(goal_id)
        if row is None:
            return None
        return ResolutionRecord(
            goal_id=row["goal_id"],
            run_id=row["run_id"],
            trace_id=row["trace_id"],
            resolution=RESOLUTION_CODEC.load(row["body"]),
            created_at=row["created_at"],
        )

    def find_change(self, goal_id: str, trace_id: str) -> ResolutionChange | None:
        """Return what the work of a trace changed in the resolution; None if it did not."""
        of_goal = select(resolutions).where(resolutions.c.goal_id == goal_id)
        after = fetch_one(self._connection, of_goal.where(resolutions.c.trace_id == trace_id))
        if after is None:
            return None
        earlier = of_goal.where(resolutions.c.id < after["id"]).order_by(resolutions.c.id.desc())
        before = fetch_one(self._connection, earlier.limit(1))
        if before is None:
            return None
        return ResolutionChange(
            before=RESOLUTION_CODEC.load(before["body"]),
            after=RESOLUTION_CODEC.load(after["body"]),
        )

    def find_own_title(self, goal_id: str) -> str:
        """Return the title if the person wrote it and it still stands, or ""."""
        newest = (
            select(resolutions.c.title)
            .where(resolutions.c.goal_id == goal_id)
            .order_by(resolutions.c.id.desc())
            .limit(1)
        )
        own = (
            select(resolutions.c.title)
            .join(
                plan_revisions,
                (plan_revisions.c.goal_id == resolutions.c.goal_id)
                & (plan_revisions.c.trace_id == resolutions.c.trace_id),
            )
            .where(
                resolutions.c.goal_id == goal_id,
                plan_revisions.c.kind == RevisionKind.TITLE,
                resolutions.c.title == newest.scalar_subquery(),
            )
        )
        title: str | None = self._connection.execute(own.limit(1)).scalar_one_or_none()
        return title or ""

    def delete_newest_change(self, goal_id: str) -> bool:
        """Delete the newest version with its scores if a sentence was added in it.

        Returns False if a run or a revision of the plan wrote it.
        """
        row = self._newest(goal_id)
        if row is None or row["run_id"] is not None:
            return False
        revised = select(plan_revisions.c.id).where(
            plan_revisions.c.goal_id == goal_id, plan_revisions.c.trace_id == row["trace_id"]
        )
        if fetch_one(self._connection, revised) is not None:
            return False
        scored = evaluations.c.trace_id == row["trace_id"]
        subtract_evaluations(self._connection, scored)
        self._connection.execute(delete(evaluations).where(scored))
        self._connection.execute(delete(resolutions).where(resolutions.c.id == row["id"]))
        return True

    def _newest(self, goal_id: str) -> Row | None:
        self._connection.execute(select(goals.c.id).where(goals.c.id == goal_id).with_for_update())
        newest = (
            select(resolutions)
            .where(resolutions.c.goal_id == goal_id)
            .order_by(resolutions.c.id.desc())
        )
        return fetch_one(self._connection, newest.limit(1))
