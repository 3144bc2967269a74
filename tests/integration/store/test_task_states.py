"""What a person does with a task is stored once, undone at will, and survives a new plan."""

from datetime import date

import pytest

from core.errors import NotFound
from core.progress.task_state import SkipReason, TaskState
from core.store.database.engine import Database
from core.store.goals.values import GoalRecord
from core.store.plans.read import find_task_states, list_task_states
from core.store.plans.task_store import TaskStore
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_goal, make_plan
from tests.fakes import NOW
from tests.integration.store.test_plans import add_plan

FRIDAY = date(2026, 1, 9)


def goal_with_plan(work: UnitOfWork) -> GoalRecord:
    goal = add_goal(work)
    add_plan(work, goal, make_plan())
    return goal


def skip(tasks: TaskStore, goal: GoalRecord, task_id: str, reason: SkipReason) -> None:
    tasks.skip(goal.id, task_id, reason=reason, note="", user_id=goal.user_id, now=NOW)


def states(work: UnitOfWork, goal: GoalRecord) -> dict[str, TaskState]:
    return dict(find_task_states(work.connection, goal.id))


def test_the_newest_reason_for_a_skip_counts(database: Database) -> None:
    with database.begin() as work:
        goal = goal_with_plan(work)
        skip(work.tasks, goal, "w1t1", SkipReason.TIRED)
        skip(work.tasks, goal, "w1t1", SkipReason.ILL)

        assert states(work, goal) == {"w1t1": TaskState(skipped=SkipReason.ILL)}


def test_a_task_is_done_or_skipped_but_never_both(database: Database) -> None:
    with database.begin() as work:
        goal = goal_with_plan(work)
        skip(work.tasks, goal, "w1t1", SkipReason.TIRED)
        work.tasks.complete(goal.id, "w1t1", user_id=goal.user_id, now=NOW)
        work.tasks.complete(goal.id, "w1t2", user_id=goal.user_id, now=NOW)
        skip(work.tasks, goal, "w1t2", SkipReason.AWAY)

        assert states(work, goal) == {
            "w1t1": TaskState(done_at=NOW),
            "w1t2": TaskState(skipped=SkipReason.AWAY),
        }


def test_a_skipped_task_can_be_opened_again(database: Database) -> None:
    with database.begin() as work:
        goal = goal_with_plan(work)
        skip(work.tasks, goal, "w1t1", SkipReason.TIRED)
        work.tasks.reopen(goal.id, "w1t1")

        assert states(work, goal) == {}


def test_a_moved_task_keeps_its_date_when_it_is_done(database: Database) -> None:
    with database.begin() as work:
        goal = goal_with_plan(work)
        work.tasks.move(goal.id, "w1t1", day=FRIDAY, user_id=None, now=NOW)
        work.tasks.complete(goal.id, "w1t1", user_id=None, now=NOW)

        assert states(work, goal) == {"w1t1": TaskState(done_at=NOW, day=FRIDAY)}


def test_a_task_can_be_moved_back(database: Database) -> None:
    with database.begin() as work:
        goal = goal_with_plan(work)
        work.tasks.move(goal.id, "w1t1", day=FRIDAY, user_id=None, now=NOW)
        work.tasks.move_back(goal.id, "w1t1")

        assert states(work, goal) == {}


def test_states_belong_to_their_goal(database: Database) -> None:
    with database.begin() as work:
        first, second = goal_with_plan(work), goal_with_plan(work)
        work.tasks.complete(first.id, "w1t1", user_id=None, now=NOW)

        assert list_task_states(work.connection, [first.id, second.id]) == {
            first.id: {"w1t1": TaskState(done_at=NOW)}
        }


def test_a_task_outside_the_plan_cannot_be_skipped_or_moved(database: Database) -> None:
    with database.begin() as work:
        goal = goal_with_plan(work)
        with pytest.raises(NotFound):
            skip(work.tasks, goal, "w9t9", SkipReason.TIRED)
        with pytest.raises(NotFound):
            work.tasks.move(goal.id, "w9t9", day=FRIDAY, user_id=None, now=NOW)


def test_a_deleted_goal_leaves_no_states(database: Database) -> None:
    with database.begin() as work:
        goal = goal_with_plan(work)
        work.tasks.move(goal.id, "w1t1", day=FRIDAY, user_id=None, now=NOW)
        skip(work.tasks, goal, "w1t1", SkipReason.TIRED)
        work.goals.delete(goal.id)

        assert states(work, goal) == {}
