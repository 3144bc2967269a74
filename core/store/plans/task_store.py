"""Writing what became of a plan's tasks: done, skipped, moved."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, Table, delete, select

from core.errors import NotFound
from core.progress.task_state import SkipReason
from core.store.database.upsert import insert, replace_rows
from core.store.outcomes.store import OutcomeStore
from core.store.plans.tables import plan_tasks, plans, task_completions, task_days, task_skips


class TaskStore:
    """Writes the states of tasks of a goal's current plan; the caller checks whose goal it is.

    Every method raises NotFound if the task is not in the current plan.
    """

    def __init__(self, connection: Connection, outcomes: OutcomeStore) -> None:
        self._connection = connection
        self._outcomes = outcomes

    def complete(self, goal_id: str, task_id: str, *, user_id: str | None, now: datetime) -> None:
        """Record that a task is done, once. It is no longer skipped."""
        self._require(goal_id, task_id)
        completion = {"goal_id": goal_id, "task_id": task_id, "done_at": now, "user_id": user_id}
        self._connection.execute(
            insert(self._connection, task_completions).values(completion).on_conflict_do_nothing()
        )
        self._delete(task_skips, goal_id, task_id)

    def reopen(self, goal_id: str, task_id: str) -> None:
        """Make a task open again, whether it was done or skipped."""
        self._require(goal_id, task_id)
        self._delete(task_completions, goal_id, task_id)
        self._delete(task_skips, goal_id, task_id)

    def skip(
        self,
        goal_id: str,
        task_id: str,
        *,
        reason: SkipReason,
        note: str,
        user_id: str | None,
        now: datetime,
    ) -> None:
        """Record that a task is left out. It is no longer done."""
        self._require(goal_id, task_id)
        self._delete(task_completions, goal_id, task_id)
        self._replace(
            task_skips,
            {
                "goal_id": goal_id,
                "task_id": task_id,
                "reason": reason,
                "note": note,
                "skipped_at": now,
                "user_id": user_id,
            },
        )

    def move(
        self, goal_id: str, task_id: str, *, day: date, user_id: str | None, now: datetime
    ) -> None:
        """Record the date a task was moved to."""
        self._require(goal_id, task_id)
        row = {"goal_id": goal_id, "task_id": task_id, "day": day, "moved_at": now}
        self._replace(task_days, row | {"user_id": user_id})

    def move_back(self, goal_id: str, task_id: str) -> None:
        """Make a task due as planned again."""
        self._require(goal_id, task_id)
        self._delete(task_days, goal_id, task_id)

    def _replace(self, table: Table, row: Mapping[str, object]) -> None:
        replace_rows(self._connection, table, [dict(row)])

    def _delete(self, table: Table, goal_id: str, task_id: str) -> None:
        self._connection.execute(
            delete(table).where(table.c.goal_id == goal_id, table.c.task_id == task_id)
        )

    def _require(self, goal_id: str, task_id: str) -> None:
        """Require the task in the current plan, and note that something is done with it."""
        current = (
            select(plans.c.id)
            .where(plans.c.goal_id == goal_id)
            .order_by(plans.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        task = select(plan_tasks.c.task_id).where(
            plan_tasks.c.plan_id == current, plan_tasks.c.task_id == task_id
        )
        if self._connection.execute(task.limit(1)).first() is None:
            raise NotFound(
                "This task is no longer in the plan.",
                advice="Reload the page to see the plan as it is now.",
            )
        self._outcomes.touch(goal_id)
