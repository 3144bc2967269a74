"""Planned and done by week: each task is counted once, in the week in which it was done."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.progress.weekly import Work, week_by_week
from tests.factories.stored import FIRST_DAY, make_plan

PLAN = make_plan(weeks=4)
"""Each week has w1t1 (20 min) and w1t2 (15 min)."""
IDS = [task.id for week in PLAN.weeks for task in week.tasks]


def test_a_task_done_late_counts_in_the_week_it_was_done() -> None:
    work = Work(done_on={"w1t1": FIRST_DAY + timedelta(days=8)})

    first, second, *_ = week_by_week(PLAN, work, today=FIRST_DAY)

    assert (first.done.tasks, second.done.tasks) == (0, 1)
    assert second.done.minutes == 20


def test_a_skipped_task_is_neither_planned_nor_done() -> None:
    work = Work(skipped=frozenset({"w1t2"}))

    first = week_by_week(PLAN, work, today=FIRST_DAY)[0]

    assert (first.planned.minutes, first.skipped.minutes, first.done.minutes) == (20, 15, 0)


def test_weeks_go_on_after_the_end_of_the_plan() -> None:
    late = PLAN.ends_on + timedelta(days=9)

    weeks = week_by_week(PLAN, Work(done_on={"w4t1": late}), today=late)

    assert [week.number for week in weeks] == [1, 2, 3, 4, 5, 6]
    assert weeks[-1].starts_on == PLAN.ends_on + timedelta(days=8)
    assert (weeks[-1].planned.tasks, weeks[-1].done.tasks) == (0, 1)


def test_a_task_done_before_the_plan_begins_counts_in_its_first_week() -> None:
    work = Work(done_on={"w1t1": FIRST_DAY - timedelta(days=2)})

    assert week_by_week(PLAN, work, today=FIRST_DAY)[0].done.tasks == 1


@given(done=st.dictionaries(st.sampled_from(IDS), st.integers(-5, 60)), today=st.integers(-5, 60))
def test_every_done_task_is_in_exactly_one_week(done: dict[str, int], today: int) -> None:
    now = FIRST_DAY + timedelta(days=today)
    days: dict[str, date] = {
        one: min(FIRST_DAY + timedelta(days=day), now) for one, day in done.items()
    }

    weeks = week_by_week(PLAN, Work(done_on=days), today=now)

    assert sum(week.done.tasks for week in weeks) == len(days)
    assert all(
        after.starts_on == before.ends_on + timedelta(days=1)
        for before, after in itertools.pairwise(weeks)
    )
