"""Writing plans and the completions of their tasks."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, select

from core.errors import NotFound
from core.plans.plan import Plan
from core.plans.task_ids import preserve_task_ids
from core.store.database.upsert import insert
from core.store.plans.rows import find_current_plan, insert_plan
from core.store.plans.tables import plan_tasks, plans, task_completions
from core.store.plans.values import PlanRecord


class PlanStore:
    """Writes plans and completions; the caller checks whose goal it is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: PlanRecord) -> str:
        """Add a plan as the goal's newest version and return its id.

        Tasks shared with the version before get its task ids, so that they stay completed.
        """
        before = find_current_plan(self._connection, record.goal_id)
        if before is not None:
            record = replace(record, plan=preserve_task_ids(record.plan, before.plan))
        return insert_plan(self._connection, record)

    def find_current(self, goal_id: str) -> Plan | None:
        """Return the newest version of a goal's plan, or None."""
        stored = find_current_plan(self._connection, goal_id)
        return stored.plan if stored is not None else None

    def complete_task(
        self, goal_id: str, task_id: str, *, user_id: str | None, now: datetime
    ) -> None:
        """Record that a task of the current plan is done, once. Raises NotFound."""
        self._require_task(goal_id, task_id)
        completion = {"goal_id": goal_id, "task_id": task_id, "done_at": now, "user_id": user_id}
        self._connection.execute(
            insert(self._connection, task_completions).values(completion).on_conflict_do_nothing()
        )

    def reopen_task(self, goal_id: str, task_id: str) -> None:
        """Remove the completion of a task of the current plan. Raises NotFound."""
        self._require_task(goal_id, task_id)
        of_task = (task_completions.c.goal_id == goal_id, task_completions.c.task_id == task_id)
        self._connection.execute(delete(task_completions).where(*of_task))

    def _require_task(self, goal_id: str, task_id: str) -> None:
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
