"""Reading what became of tasks, for one goal or for many."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, select

from core.progress.task_state import UNTOUCHED, SkipReason, TaskState, TaskStates
from core.store.plans.tables import task_completions, task_days, task_skips


def find_task_states(connection: Connection, goal_id: str) -> TaskStates:
    """Return the states of a goal's tasks; a task that nothing was done with is missing."""
    return list_task_states(connection, [goal_id]).get(goal_id, {})


def list_task_states(connection: Connection, goal_ids: Iterable[str]) -> dict[str, TaskStates]:
    """Return the states of the tasks of several goals, by goal, in three selects."""
    ids = list(goal_ids)
    states: dict[str, dict[str, TaskState]] = {}

    def state(goal_id: str, task_id: str) -> TaskState:
        return states.setdefault(goal_id, {}).get(task_id, UNTOUCHED)

    done, skips, days = task_completions.c, task_skips.c, task_days.c
    for goal_id, task_id, at in connection.execute(
        select(done.goal_id, done.task_id, done.done_at).where(done.goal_id.in_(ids))
    ):
        before = state(goal_id, task_id)
        states[goal_id][task_id] = replace(before, done_at=at)
    for goal_id, task_id, reason in connection.execute(
        select(skips.goal_id, skips.task_id, skips.reason).where(skips.goal_id.in_(ids))
    ):
        before = state(goal_id, task_id)
        states[goal_id][task_id] = replace(before, skipped=SkipReason(reason))
    for goal_id, task_id, day in connection.execute(
        select(days.goal_id, days.task_id, days.day).where(days.goal_id.in_(ids))
    ):
        before = state(goal_id, task_id)
        states[goal_id][task_id] = replace(before, day=day)
    return dict(states)
