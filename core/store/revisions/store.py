"""Writing revisions of plans, and pauses of goals."""

from datetime import date, datetime

from sqlalchemy import Connection, select, update

from core.store.database.rows import Row, fetch_one
from core.store.goals.tables import goals
from core.store.outcomes.store import OutcomeStore
from core.store.plans.rows import find_current_plan, load_plan
from core.store.plans.tables import plans, task_days
from core.store.plans.values import StoredPlan
from core.store.revisions.rows import to_pause, to_revision
from core.store.revisions.tables import goal_pauses, plan_revisions
from core.store.revisions.values import Pause, RevisionRecord


class RevisionStore:
    """Writes revisions and pauses; the caller checks whose goal it is."""

    def __init__(self, connection: Connection, outcomes: OutcomeStore) -> None:
        self._connection = connection
        self._outcomes = outcomes

    def find_current_plan(self, goal_id: str) -> StoredPlan | None:
        """Return the newest plan of a goal, locked until this transaction ends."""
        self._connection.execute(select(goals.c.id).where(goals.c.id == goal_id).with_for_update())
        return find_current_plan(self._connection, goal_id)

    def find_plan(self, goal_id: str, plan_id: str) -> StoredPlan | None:
        """Return a version of a goal's plan, or None."""
        of_goal = select(plans).where(plans.c.goal_id == goal_id, plans.c.id == plan_id)
        row = fetch_one(self._connection, of_goal)
        return None if row is None else load_plan(self._connection, row)

    def add(self, record: RevisionRecord) -> None:
        """Add who made a version of a plan, how and why."""
        self._outcomes.touch(record.goal_id)
        self._connection.execute(
            plan_revisions.insert().values(
                id=record.id,
                goal_id=record.goal_id,
                previous_id=record.previous_id,
                kind=record.kind,
                summary=record.summary,
                settled_on=record.settled_on,
                reserve_used=record.reserve_used,
                user_id=record.user_id,
                created_at=record.created_at,
                trace_id=record.trace_id,
            )
        )

    def find(self, plan_id: str) -> RevisionRecord | None:
        """Return the revision that made a version of a plan; None if a run wrote it."""
        query = select(plan_revisions).where(plan_revisions.c.id == plan_id)
        row = fetch_one(self._connection, query)
        return None if row is None else to_revision(row)

    def written_at(self, plan_id: str) -> datetime:
        """Return when a version of a plan was written."""
        query = select(plans.c.created_at).where(plans.c.id == plan_id)
        written: datetime = self._connection.execute(query).scalar_one()
        return written

    def move_task_day(self, goal_id: str, task_id: str, day: date) -> None:
        """Move the day that a person chose for a task along with its week."""
        chosen = (task_days.c.goal_id == goal_id, task_days.c.task_id == task_id)
        self._connection.execute(update(task_days).where(*chosen).values(day=day))

    def add_pause(self, pause: Pause) -> None:
        """Add the days a goal is paused."""
        self._connection.execute(
            goal_pauses.insert().values(
                id=pause.id,
                goal_id=pause.goal_id,
                first_day=pause.first_day,
                last_day=pause.last_day,
                resumed_at=pause.resumed_at,
            )
        )

    def find_pause(self, goal_id: str, *, on: date) -> Pause | None:
        """Return the pause of a goal that is not over on a day, or None."""
        row = self._newest_pause(goal_id, on)
        return None if row is None else to_pause(row)

    def resume(self, pause_id: str, *, last_day: date, now: datetime) -> None:
        """Record that a goal goes on earlier."""
        self._connection.execute(
            update(goal_pauses)
            .where(goal_pauses.c.id == pause_id)
            .values(last_day=last_day, resumed_at=now)
        )

    def _newest_pause(self, goal_id: str, on: date) -> Row | None:
        query = select(goal_pauses).where(
            goal_pauses.c.goal_id == goal_id,
            goal_pauses.c.last_day >= on,
            goal_pauses.c.resumed_at.is_(None),
        )
        return fetch_one(self._connection, query.order_by(goal_pauses.c.id.desc()).limit(1))
