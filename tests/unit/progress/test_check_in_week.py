"""When a check-in is open, and for which week."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from core.plans.plan import Plan
from core.progress.check_in import CheckIn, CheckInKind
from core.progress.check_in_week import (
    CheckInSchedule,
    OpenCheckIn,
    last_week_reached,
    open_check_in,
    schedule_of,
    week_of,
)
from tests.factories.check_ins import make_check_in
from tests.factories.stored import FIRST_DAY, make_plan

PLAN = make_plan(weeks=6)
"""Check-in weeks are 2 and 6; week 2 ends on Sunday 17 January 2027."""
SUNDAY = FIRST_DAY + timedelta(days=13)


def schedule(
    plan: Plan = PLAN, check_ins: Iterable[CheckIn] = (), *, finished: bool = False
) -> CheckInSchedule:
    return schedule_of(plan, goal_id="g", check_ins=check_ins, finished=finished)


def found(today: date, *weeks: int, finished: bool = False) -> OpenCheckIn | None:
    done = [make_check_in("g", "u", week=week) for week in weeks]
    return open_check_in(schedule(check_ins=done, finished=finished), today=today)


@pytest.mark.parametrize(
    ("days", "is_open"), [(-2, False), (-1, True), (0, True), (1, True), (7, True), (8, False)]
)
def test_a_check_in_is_open_from_the_last_two_days_to_the_end_of_the_next_week(
    days: int, is_open: bool
) -> None:
    waiting = found(SUNDAY + timedelta(days=days))

    assert (waiting is not None) is is_open
    if waiting is not None:
        assert (waiting.week, waiting.until) == (2, SUNDAY + timedelta(days=7))
        assert waiting.kind is CheckInKind.REGULAR


def test_a_week_is_never_checked_in_twice() -> None:
    assert found(SUNDAY, 2) is None
    assert found(SUNDAY, 1) is not None


def test_a_later_check_in_closes_the_weeks_before_it() -> None:
    assert found(SUNDAY + timedelta(days=3), 3) is None


def test_a_week_that_is_no_check_in_week_is_never_open() -> None:
    assert found(FIRST_DAY + timedelta(days=20 + 7)) is None


def test_the_end_of_the_plan_asks_for_the_retrospective() -> None:
    for day in (PLAN.ends_on - timedelta(days=1), PLAN.ends_on + timedelta(days=14)):
        waiting = found(day)
        assert waiting is not None
        assert waiting.kind is CheckInKind.FINAL
        assert waiting.week == 6
    assert found(PLAN.ends_on + timedelta(days=15)) is None


def test_a_finished_goal_waits_for_nothing() -> None:
    assert found(SUNDAY, finished=True) is None
    assert found(PLAN.ends_on, finished=True) is None


@pytest.mark.parametrize(
    ("weeks", "before", "reached"), [(1, 5, False), (1, 1, True), (3, 7, False), (3, 6, True)]
)
def test_the_last_week_is_reached_when_it_begins(weeks: int, before: int, reached: bool) -> None:
    plan = make_plan(weeks=weeks)

    assert last_week_reached(plan, today=plan.ends_on - timedelta(days=before)) is reached


def test_a_day_belongs_to_its_week_and_to_the_nearest_outside_the_plan() -> None:
    days = (FIRST_DAY - timedelta(days=9), SUNDAY, PLAN.ends_on + timedelta(days=40))

    assert [week_of(PLAN, today=day) for day in days] == [1, 2, 6]
