"""Plans are read as they were written, and completed tasks survive a new version of a plan."""

from dataclasses import replace
from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import select, text

from core.errors import NotFound
from core.goals.weeks import Day
from core.ids import new_id
from core.plans.plan import Plan, Task
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.goals.values import GoalRecord
from core.store.plans.read import list_newest_plans
from core.store.plans.rows import find_current_plan
from core.store.plans.tables import plan_tasks, task_completions
from core.store.plans.values import PlanRecord, StoredPlan
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_goal, make_clarified, make_plan
from tests.fakes import NOW
from tests.integration.store.test_migrations import TakenBackAgain, column_names, config_of


def add_plan(work: UnitOfWork, goal: GoalRecord, plan: Plan) -> str:
    return work.plans.add(
        PlanRecord(goal_id=goal.id, run_id=None, trace_id=new_id(), plan=plan, created_at=NOW)
    )


def current_plan(work: UnitOfWork, goal: GoalRecord) -> StoredPlan:
    stored = find_current_plan(work.connection, goal.id)
    assert stored is not None
    return stored


def complete(work: UnitOfWork, goal: GoalRecord, *task_ids: str) -> None:
    for task_id in task_ids:
        work.tasks.complete(goal.id, task_id, user_id=goal.user_id, now=NOW)


def with_tasks(plan: Plan, week: int, *tasks: Task) -> Plan:
    weeks = tuple(replace(w, tasks=tasks) if w.number == week else w for w in plan.weeks)
    return replace(plan, weeks=weeks)


def test_a_plan_is_read_as_it_was_written(database: Database) -> None:
    plan = make_plan(weeks=12)
    with database.begin() as work:
        goal = add_goal(work)
        plan_id = add_plan(work, goal, plan)

    with database.begin() as work:
        assert current_plan(work, goal) == StoredPlan(id=plan_id, plan=plan, done_tasks=frozenset())


def test_the_newest_plan_is_the_current_one(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        add_plan(work, goal, make_plan(weeks=12))
        add_plan(work, goal, make_plan(weeks=4))

        assert current_plan(work, goal).plan == make_plan(weeks=4)


def test_a_completed_task_is_done_until_it_is_reopened(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        add_plan(work, goal, make_plan())

        complete(work, goal, "w1t1", "w2t1")
        work.tasks.reopen(goal.id, "w2t1")

        assert current_plan(work, goal).done_tasks == {"w1t1"}


def test_a_task_outside_the_current_plan_cannot_be_completed_or_reopened(
    database: Database,
) -> None:
    with database.begin() as work:
        goal, other = add_goal(work), add_goal(work)
        add_plan(work, goal, make_plan())

        for owner, task_id in ((goal, "w9t9"), (other, "w1t1")):
            with pytest.raises(NotFound, match="no longer in the plan"):
                complete(work, owner, task_id)
            with pytest.raises(NotFound, match="no longer in the plan"):
                work.tasks.reopen(owner.id, task_id)


def test_completing_a_task_twice_keeps_the_first_time_and_person(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        add_plan(work, goal, make_plan())
        complete(work, goal, "w1t1")

        later = NOW + timedelta(days=1)
        work.tasks.complete(goal.id, "w1t1", user_id=None, now=later)

        (row,) = fetch_all(work.connection, select(task_completions))
        assert row == {
            "goal_id": goal.id,
            "task_id": "w1t1",
            "done_at": NOW,
            "user_id": goal.user_id,
        }


def test_completed_tasks_survive_a_new_version_of_the_plan(database: Database) -> None:
    revised = with_tasks(
        make_plan(),
        1,
        Task(id="new1", title="Buy shoes", minutes=30),
        Task(id="new2", title="Run slowly", minutes=25, day=Day.TUE),
    )
    with database.begin() as work:
        goal = add_goal(work)
        add_plan(work, goal, make_plan())
        complete(work, goal, "w1t1", "w1t2", "w2t2")

        add_plan(work, goal, revised)

        stored = current_plan(work, goal)
        assert [(t.id, t.title) for t in stored.plan.weeks[0].tasks] == [
            ("new1", "Buy shoes"),
            ("w1t1", "Run slowly"),
        ]
        assert stored.done_tasks == {"w1t1", "w2t2"}


def test_a_task_that_returns_to_the_plan_is_still_done(database: Database) -> None:
    """A version without the task loses neither its completion nor its time."""
    without = with_tasks(make_plan(), 1, Task(id="rest", title="Rest", minutes=10))
    with database.begin() as work:
        goal = add_goal(work)
        add_plan(work, goal, make_plan())
        complete(work, goal, "w1t1")

        add_plan(work, goal, without)
        assert current_plan(work, goal).done_tasks == frozenset()
        add_plan(work, goal, make_plan())

        assert current_plan(work, goal).done_tasks == {"w1t1"}


def test_completions_of_one_goal_are_not_those_of_another(database: Database) -> None:
    with database.begin() as work:
        goal, other = add_goal(work), add_goal(work)
        add_plan(work, goal, make_plan())
        add_plan(work, other, make_plan())

        complete(work, goal, "w1t1")

        assert current_plan(work, other).done_tasks == frozenset()


def test_a_deleted_goal_takes_its_completions_with_it(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        add_plan(work, goal, make_plan())
        complete(work, goal, "w1t1")

        work.goals.delete(goal.id)

        assert fetch_all(work.connection, select(task_completions)) == []


def test_completions_stored_in_the_plan_move_to_their_own_table(database: Database) -> None:
    """Revision 0006 stored `done_at` in plan_tasks, with ids that were unique within a plan only."""
    done_at = NOW.replace(microsecond=123_456)
    with pytest.raises(TakenBackAgain), database.begin() as work:  # noqa: PT012 - see the class
        goal, other = add_goal(work), add_goal(work)
        plan_ids = {goal.id: add_plan(work, goal, make_plan())}
        plan_ids[other.id] = add_plan(work, other, make_plan())
        work.tasks.complete(goal.id, "w1t2", user_id=goal.user_id, now=done_at)
        complete(work, goal, "w3t1")
        complete(work, other, "w2t1")

        command.downgrade(config_of(work.connection), "0006")

        assert "done_at" in column_names(work.connection, "plan_tasks")
        old = work.connection.execute(
            text("SELECT plan_id, task_id FROM plan_tasks WHERE done_at IS NOT NULL")
        )
        assert {(row.plan_id, row.task_id) for row in old} == {
            (plan_ids[goal.id], "w1t2"),
            (plan_ids[goal.id], "w3t1"),
            (plan_ids[other.id], "w2t1"),
        }

        command.upgrade(config_of(work.connection), "head")

        ids = [row["task_id"] for row in fetch_all(work.connection, select(plan_tasks.c.task_id))]
        assert len(set(ids)) == len(ids) == 12
        for owner, titles in (
            (goal, {(1, "Stretch"), (3, "Run slowly")}),
            (other, {(2, "Run slowly")}),
        ):
            stored = current_plan(work, owner)
            assert {
                (week.number, task.title)
                for week in stored.plan.weeks
                for task in week.tasks
                if task.id in stored.done_tasks
            } == titles
        completions = fetch_all(work.connection, select(task_completions))
        assert {(c["goal_id"], c["user_id"]) for c in completions} == {
            (goal.id, goal.user_id),
            (other.id, other.user_id),
        }
        assert {c["done_at"] for c in completions} == {NOW, done_at}
        raise TakenBackAgain


def test_the_newest_plans_are_listed_with_their_goals_one_per_goal(database: Database) -> None:
    with database.begin() as work:
        first, second, unclear = add_goal(work), add_goal(work), add_goal(work)
        for goal in (first, second):
            work.goals.save_clarified(goal.id, make_clarified(), trace_id=new_id())
            add_plan(work, goal, make_plan(weeks=12))
        add_plan(work, unclear, make_plan())
        add_plan(work, first, make_plan(weeks=4))

    listed = list_newest_plans(database, limit=10)

    assert [(each.goal_id, each.plan.total_weeks) for each in listed] == [
        (first.id, 4),
        (second.id, 12),
    ]
    assert listed[0].goal == make_clarified()
    assert [each.goal_id for each in list_newest_plans(database, limit=1)] == [first.id]
