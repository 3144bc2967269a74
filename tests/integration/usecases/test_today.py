"""Today, over all goals of a person, in a fixed number of selects; ticks, skips and moves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event

from core.accounts.user import LOCAL_USER
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import InvalidInput, NotFound
from core.ids import new_id
from core.progress.task_state import SkipReason
from core.store.accounts.values import Account
from core.store.plans.values import PlanRecord
from core.usecases.goals.archive import archive_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.plans.get_today import Today, get_today, lives_a_plan
from core.usecases.plans.move_task import move_task
from core.usecases.plans.skip_task import reopen_task, skip_task
from tests.factories.stored import FIRST_DAY, make_account, make_goal, make_plan
from tests.fakes import NOW, FrozenClock

STRANGER = Viewer(user=make_account().user)
MOST_SELECTS = 10


@pytest.fixture
def clock() -> FrozenClock:
    clock = FrozenClock()
    clock.advance((FIRST_DAY - clock.now().date()).total_seconds())
    return clock


def add_goals(rein: Rein, count: int = 1, *, weeks: int = 12) -> list[str]:
    added = []
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=LOCAL_USER, created_at=NOW))
        for _ in range(count):
            goal = make_goal(LOCAL_USER.id)
            work.goals.add(goal)
            record = PlanRecord(
                goal_id=goal.id,
                run_id=None,
                trace_id=new_id(),
                plan=make_plan(weeks=weeks),
                created_at=NOW,
            )
            work.plans.add(record)
            added.append(goal.id)
    return added


def today(rein: Rein) -> Today:
    return get_today(rein, viewer=LOCAL_VIEWER)


def titles(rein: Rein) -> list[str]:
    return [one.task.title for one in today(rein).tasks if one.state.is_open]


def test_a_person_without_a_plan_has_an_empty_day(rein: Rein) -> None:
    assert not lives_a_plan(rein, viewer=LOCAL_VIEWER)
    assert today(rein).goals == ()


def test_a_goal_says_what_is_due_and_how_its_week_stands(rein: Rein) -> None:
    (goal_id,) = add_goals(rein)

    (goal,) = today(rein).goals

    assert lives_a_plan(rein, viewer=LOCAL_VIEWER)
    assert titles(rein) == ["Run slowly"]
    assert (goal.goal_id, goal.done, goal.total, goal.total_weeks) == (goal_id, 0, 2, 12)
    assert goal.milestone is not None


def test_twenty_goals_of_36_weeks_are_read_in_at_most_ten_selects(rein: Rein) -> None:
    add_goals(rein, 20, weeks=36)
    selects: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            selects.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    read = today(rein)
    event.remove(Engine, "before_cursor_execute", note)

    assert len(read.tasks) == 20
    assert 0 < len(selects) <= MOST_SELECTS


def test_a_ticked_task_is_done_and_stays_on_the_list_of_its_day(rein: Rein) -> None:
    (goal_id,) = add_goals(rein)
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id="w1t1", done=True)

    (one,) = today(rein).tasks

    assert one.state.done_at is not None
    assert today(rein).done == 1
    assert today(rein).goals[0].done_so_far == 1


def test_a_skip_keeps_its_reason_and_can_be_undone(rein: Rein) -> None:
    (goal_id,) = add_goals(rein)
    skip_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id="w1t1", reason=SkipReason.TIRED)
    skipped = today(rein).tasks[0].state.skipped
    reopen_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id="w1t1")

    assert skipped is SkipReason.TIRED
    assert titles(rein) == ["Run slowly"]


def test_a_task_moved_to_another_week_is_due_there(rein: Rein, clock: FrozenClock) -> None:
    (goal_id,) = add_goals(rein)
    day = FIRST_DAY + timedelta(days=9)
    move_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id="w1t1", day=day)

    assert titles(rein) == ["Stretch"]
    clock.advance(timedelta(days=9).total_seconds())
    due = [one for one in today(rein).tasks if not one.slipped]
    assert [(one.task.id, one.due_on) for one in due] == [("w1t1", day)]


def test_a_moved_task_can_be_moved_back(rein: Rein) -> None:
    (goal_id,) = add_goals(rein)
    move_task(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=goal_id,
        task_id="w1t1",
        day=FIRST_DAY + timedelta(days=2),
    )
    move_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id="w1t1", day=None)

    assert titles(rein) == ["Run slowly"]


@pytest.mark.parametrize("days", [-1, 15, 400])
def test_a_task_is_not_moved_to_the_past_or_far_away(rein: Rein, days: int) -> None:
    (goal_id,) = add_goals(rein)

    with pytest.raises(InvalidInput, match="can be moved"):
        move_task(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal_id,
            task_id="w1t1",
            day=FIRST_DAY + timedelta(days=days),
        )

    assert titles(rein) == ["Run slowly"]


def test_a_note_of_a_skip_has_a_limit(rein: Rein) -> None:
    (goal_id,) = add_goals(rein)

    with pytest.raises(InvalidInput, match="300 characters"):
        skip_task(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal_id,
            task_id="w1t1",
            reason=SkipReason.OTHER,
            note="x" * 301,
        )


def test_nobody_ticks_skips_or_moves_the_task_of_another_person(rein: Rein) -> None:
    (goal_id,) = add_goals(rein)

    with pytest.raises(NotFound):
        skip_task(rein, viewer=STRANGER, goal_id=goal_id, task_id="w1t1", reason=SkipReason.ILL)
    with pytest.raises(NotFound):
        move_task(rein, viewer=STRANGER, goal_id=goal_id, task_id="w1t1", day=date(2027, 1, 5))
    with pytest.raises(NotFound):
        reopen_task(rein, viewer=STRANGER, goal_id=goal_id, task_id="w1t1")

    assert titles(rein) == ["Run slowly"]
    assert get_today(rein, viewer=STRANGER).goals == ()


def test_an_archived_goal_asks_for_nothing(rein: Rein) -> None:
    (goal_id,) = add_goals(rein)
    archive_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert today(rein).goals == ()
    assert not lives_a_plan(rein, viewer=LOCAL_VIEWER)


def test_the_weeks_of_a_plan_are_read_once_a_day_and_not_with_each_tick(rein: Rein) -> None:
    (goal_id,) = add_goals(rein)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    first = today(rein)
    event.listen(Engine, "before_cursor_execute", note)
    try:
        again = today(rein)
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    assert again == first
    assert not [text for text in asked if "plan_tasks.title" in text]
    tick(rein, goal_id, "w1t1")
    assert today(rein).done == first.done + 1


def test_a_new_version_of_a_plan_is_seen_at_once(rein: Rein) -> None:
    (goal_id,) = add_goals(rein)
    before = titles(rein)
    plan = make_plan(weeks=12)
    week = plan.weeks[0]
    renamed = tuple(replace(task, title=f"New: {task.title}") for task in week.tasks)
    with rein.database.begin() as work:
        work.plans.add(
            PlanRecord(
                goal_id=goal_id,
                run_id=None,
                trace_id=new_id(),
                plan=replace(plan, weeks=(replace(week, tasks=renamed), *plan.weeks[1:])),
                created_at=NOW,
            )
        )

    assert titles(rein) == [f"New: {title}" for title in before]


def tick(rein: Rein, goal_id: str, task_id: str) -> None:
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=task_id, done=True)
