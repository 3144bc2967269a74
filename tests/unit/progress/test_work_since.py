"""What counts as done and as due between two check-ins."""

from datetime import date, timedelta

from core.progress.task_state import SkipReason, TaskState
from core.progress.work_since import DatedTask, WorkSince, work_since
from tests.factories.check_ins import noon
from tests.factories.stored import FIRST_DAY, make_plan

PLAN = make_plan(weeks=4)
"""Each week has w<n>t1 on Monday and w<n>t2 by Sunday."""
SUNDAY = FIRST_DAY + timedelta(days=6)


def since(
    states: dict[str, TaskState], *, today: date = SUNDAY, last_day: date | None = None
) -> WorkSince:
    last_at = noon(last_day) if last_day is not None else None
    return work_since(PLAN, states, last_at=last_at, last_day=last_day, today=today)


def ids(tasks: tuple[DatedTask, ...]) -> list[str]:
    return [dated.task.id for dated in tasks]


def done_on(day: date) -> TaskState:
    return TaskState(done_at=noon(day) + timedelta(minutes=1))


def test_before_the_first_check_in_all_counts_from_the_start() -> None:
    work = since({"w1t1": done_on(FIRST_DAY)})

    assert work.first
    assert work.since == FIRST_DAY
    assert (ids(work.done), ids(work.planned), ids(work.left)) == (
        ["w1t1"],
        ["w1t1", "w1t2"],
        ["w1t2"],
    )
    assert ids(work.ahead)[:2] == ["w2t1", "w2t2"]


def test_only_what_came_after_the_last_check_in_counts() -> None:
    states = {
        "w1t1": TaskState(done_at=noon(SUNDAY) - timedelta(hours=1)),
        "w1t2": TaskState(done_at=noon(SUNDAY) - timedelta(hours=1)),
        "w2t1": done_on(SUNDAY + timedelta(days=1)),
    }
    work = since(states, last_day=SUNDAY, today=SUNDAY + timedelta(days=7))

    assert (ids(work.done), ids(work.planned)) == (["w2t1"], ["w2t1", "w2t2"])
    assert not work.all_done


def test_a_task_of_the_day_of_the_check_in_counts_next_time_if_it_was_open() -> None:
    work = since({"w1t2": done_on(SUNDAY)}, last_day=SUNDAY, today=SUNDAY + timedelta(days=1))

    assert ids(work.done) == ["w1t2"]
    assert ids(work.planned) == ["w1t2", "w2t1"]


def test_a_skipped_task_is_neither_due_nor_left() -> None:
    work = since({"w1t1": TaskState(skipped=SkipReason.ILL), "w1t2": done_on(SUNDAY)})

    assert (ids(work.planned), ids(work.left)) == (["w1t2"], [])
    assert work.all_done


def test_a_moved_task_is_due_on_its_new_day() -> None:
    work = since({"w1t1": TaskState(day=SUNDAY + timedelta(days=3))})

    assert ids(work.planned) == ["w1t2"]
    assert "w1t1" in ids(work.ahead)


def test_a_task_of_today_is_left_but_no_one_is_behind_with_it() -> None:
    work = since({}, today=FIRST_DAY)

    assert ids(work.left) == ["w1t1"]
    assert not work.is_behind(FIRST_DAY)
    assert work.is_behind(FIRST_DAY + timedelta(days=1))


def test_a_task_done_early_is_done_and_not_due() -> None:
    work = since({"w3t1": done_on(FIRST_DAY)})

    assert ids(work.done) == ["w3t1"]
    assert "w3t1" not in ids(work.planned) + ids(work.ahead)
