"""Writing plans."""

from dataclasses import replace

from sqlalchemy import Connection

from core.plans.plan import Plan
from core.plans.task_ids import preserve_task_ids
from core.store.outcomes.store import OutcomeStore
from core.store.plans.rows import find_current_plan, insert_plan
from core.store.plans.values import PlanRecord


class PlanStore:
    """Writes plans; the caller checks whose goal it is."""

    def __init__(self, connection: Connection, outcomes: OutcomeStore) -> None:
        self._connection = connection
        self._outcomes = outcomes

    def add(self, record: PlanRecord) -> str:
        """Add a plan as the goal's newest version and return its id.

        Tasks shared with the version before get its task ids, so that they stay completed.
        """
        before = find_current_plan(self._connection, record.goal_id)
        if before is not None:
            record = replace(record, plan=preserve_task_ids(record.plan, before.plan))
        self._outcomes.touch(record.goal_id, by_run=record.run_id is not None)
        return insert_plan(self._connection, record)

    def find_current(self, goal_id: str) -> Plan | None:
        """Return the newest version of a goal's plan, or None."""
        stored = find_current_plan(self._connection, goal_id)
        return stored.plan if stored is not None else None
