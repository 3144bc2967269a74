"""Reading what became of tasks, for one goal or for many."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, Table, and_, select

from core.progress.task_state import UNTOUCHED, SkipReason, TaskState, TaskStates
from core.store.goals.tables import goals
from core.store.plans.newest import newest_plans
from core.store.plans.tables import plan_tasks, plans, task_completions, task_days, task_skips


def find_task_states(connection: Connection, goal_id: str) -> TaskStates:
    """Return the states of a goal's tasks; a task that nothing was done with is missing."""
    return list_task_states(connection, [goal_id]).get(goal_id, {})


def find_goal_of_task(connection: Connection, task_id: str, *, user_id: str) -> str | None:
    """Return the goal of a person's whose newest plans have a task, or None."""
    newest = newest_plans(goals.c.user_id == user_id, goals.c.sample.is_(False))
    query = (
        select(plans.c.goal_id)
        .join(plan_tasks, plan_tasks.c.plan_id == plans.c.id)
        .where(plans.c.id.in_(newest), plan_tasks.c.task_id == task_id)
        .order_by(plans.c.id.desc())
    )
    goal_id: str | None = connection.execute(query.limit(1)).scalar()
    return goal_id


def list_task_states(
    connection: Connection, goal_ids: Iterable[str], *, done_of: Subquery | None = None
) -> dict[str, TaskStates]:
    """Return the states of the tasks of several goals, by goal, in three selects.

    Of all that is done, which grows with the age of a goal, `done_of` limits it to its tasks, by
    goal_id and task_id.
    """
    ids = list(goal_ids)
    states: dict[str, dict[str, TaskState]] = {}

    def theirs(table: Table, column: ColumnElement[Any]) -> Select[tuple[str, str, Any]]:
        return select(table.c.goal_id, table.c.task_id, column).where(table.c.goal_id.in_(ids))

    def state(goal_id: str, task_id: str) -> TaskState:
        return states.setdefault(goal_id, {}).get(task_id, UNTOUCHED)

    done, skips, days = task_completions.c, task_skips.c, task_days.c
    completed = theirs(task_completions, done.done_at)
    if done_of is not None:
        same = (done.goal_id == done_of.c.goal_id, done.task_id == done_of.c.task_id)
        completed = completed.join(done_of, and_(*same))
    for goal_id, task_id, at in connection.execute(completed):
        before = state(goal_id, task_id)
        states[goal_id][task_id] = replace(before, done_at=at)
    for goal_id, task_id, reason in connection.execute(theirs(task_skips, skips.reason)):
        before = state(goal_id, task_id)
        states[goal_id][task_id] = replace(before, skipped=SkipReason(reason))
    for goal_id, task_id, day in connection.execute(theirs(task_days, days.day)):
        before = state(goal_id, task_id)
        states[goal_id][task_id] = replace(before, day=day)
    return dict(states)
