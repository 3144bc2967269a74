"""Check-ins are stored once per key, read newest first, and their openness is one select."""

from datetime import timedelta

import pytest

from core.progress.check_in import CheckInKind, Report, Retrospective
from core.store.check_ins.read import find_open_check_ins, list_check_ins
from core.store.database.engine import Database
from core.store.goals.values import GoalRecord
from core.store.unit_of_work import UnitOfWork
from tests.factories.check_ins import make_check_in
from tests.factories.stored import FIRST_DAY, add_goal, make_account, make_goal, make_plan
from tests.fakes import NOW
from tests.integration.store.test_circuit_breakers import statements
from tests.integration.store.test_plans import add_plan

SUNDAY = FIRST_DAY + timedelta(days=13)
"""The last day of week 2, which is a check-in week of `make_plan`."""


def goal_with_plan(work: UnitOfWork, *, weeks: int = 6) -> GoalRecord:
    goal = add_goal(work)
    add_plan(work, goal, make_plan(weeks=weeks))
    return goal


def test_a_check_in_is_read_as_it_was_written(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        regular = make_check_in(goal.id, goal.user_id)
        final = make_check_in(
            goal.id,
            goal.user_id,
            kind=CheckInKind.FINAL,
            report=Report(),
            retrospective=Retrospective(attainment=-1, helped="Sam", to_keep="Sundays"),
        )
        assert work.check_ins.add(regular)
        assert work.check_ins.add(final)

    assert list_check_ins(database, goal.id, limit=9) == (final, regular)
    assert list_check_ins(database, goal.id, limit=1) == (final,)


def test_the_same_key_stores_one_check_in_per_goal(database: Database) -> None:
    with database.begin() as work:
        goal, other = add_goal(work), add_goal(work)
        first = make_check_in(goal.id, goal.user_id, key="once")

        assert work.check_ins.add(first)
        assert not work.check_ins.add(make_check_in(goal.id, goal.user_id, key="once"))
        assert work.check_ins.add(make_check_in(other.id, other.user_id, key="once"))
        assert work.check_ins.find_by_key(goal.id, "once") == first


def test_the_last_two_are_compared_and_those_before_a_changed_one(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        made = [make_check_in(goal.id, goal.user_id) for _ in range(4)]
        for check_in in made:
            work.check_ins.add(check_in)

        assert work.check_ins.list_last(goal.id) == (made[3], made[2])
        assert work.check_ins.list_last(goal.id, before=made[2].id) == (made[1], made[0])


def test_a_goal_is_finished_once_and_can_go_on(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)

        assert work.goals.finish(goal.id, now=NOW)
        assert not work.goals.finish(goal.id, now=NOW + timedelta(days=1))
        found = work.goals.find(goal.id)
        assert found is not None
        assert found.finished_at == NOW

        work.goals.go_on(goal.id)
        found = work.goals.find(goal.id)
        assert found is not None
        assert found.finished_at is None


def test_a_deleted_goal_leaves_no_check_ins(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        work.check_ins.add(make_check_in(goal.id, goal.user_id))
        work.goals.delete(goal.id)

    assert list_check_ins(database, goal.id, limit=9) == ()


def test_open_check_ins_of_many_goals_are_one_select(database: Database) -> None:
    with database.begin() as work:
        account = make_account()
        work.accounts.ensure(account)
        mine = [make_goal(account.user.id) for _ in range(5)]
        for goal in mine:
            work.goals.add(goal)
            add_plan(work, goal, make_plan(weeks=6))
        waits, checked, archived, finished, replanned = mine
        work.check_ins.add(make_check_in(checked.id, account.user.id, week=2))
        work.goals.archive(archived.id, now=NOW)
        work.goals.finish(finished.id, now=NOW)
        add_plan(work, replanned, make_plan(weeks=4))
        other = goal_with_plan(work)
    with statements() as sent:
        found = find_open_check_ins(
            database, [goal.id for goal in (*mine, other)], user_id=account.user.id, today=SUNDAY
        )

    assert {goal_id: each.week for goal_id, each in found.items()} == {
        waits.id: 2,
        replanned.id: 2,
    }
    assert len([each for each in sent if "SELECT" in each]) == 1


@pytest.mark.parametrize(
    ("days", "kind"),
    [(-2, None), (-1, CheckInKind.FINAL), (14, CheckInKind.FINAL), (15, None)],
)
def test_the_end_of_a_plan_asks_for_its_retrospective(
    database: Database, days: int, kind: CheckInKind | None
) -> None:
    plan = make_plan(weeks=6)
    with database.begin() as work:
        goal = goal_with_plan(work)

    today = plan.ends_on + timedelta(days=days)
    found = find_open_check_ins(database, [goal.id], user_id=goal.user_id, today=today)

    assert [each.kind for each in found.values()] == ([] if kind is None else [kind])
    assert [each.week for each in found.values()] == ([] if kind is None else [6])


def test_no_goals_are_no_read(database: Database) -> None:
    assert find_open_check_ins(database, [], user_id="x", today=SUNDAY) == {}
