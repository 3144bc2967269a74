"""When a task is due, and when it is open."""

from datetime import date, timedelta

from core.progress.task_state import SkipReason, TaskState, due_on
from tests.factories.stored import make_plan
from tests.fakes import NOW

PLAN = make_plan(weeks=4)
WEEK = PLAN.weeks[1]


def test_a_task_is_due_on_its_weekday_within_its_week() -> None:
    task = next(task for task in WEEK.tasks if task.day is not None)

    due = due_on(PLAN, WEEK, task, {})

    assert WEEK.starts_on <= due <= PLAN.last_day_of(WEEK)
    assert due.strftime("%a") == task.day


def test_a_task_without_a_weekday_is_due_by_the_end_of_its_week() -> None:
    task = next(task for task in WEEK.tasks if task.day is None)

    assert due_on(PLAN, WEEK, task, {}) == PLAN.last_day_of(WEEK)


def test_a_moved_task_is_due_on_its_new_date() -> None:
    task, later = WEEK.tasks[0], WEEK.starts_on + timedelta(days=9)

    assert due_on(PLAN, WEEK, task, {task.id: TaskState(day=later)}) == later


def test_a_task_is_open_until_it_is_done_or_skipped() -> None:
    assert TaskState(day=date(2026, 1, 9)).is_open
    assert not TaskState(done_at=NOW).is_open
    assert not TaskState(skipped=SkipReason.ILL).is_open
