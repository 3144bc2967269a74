"""What counts of a plan's first two weeks: windows, replaced plans, and tasks planned again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.progress.first_weeks import (
    final_on,
    first_week_tasks,
    first_weeks_of,
    reaches_week_2,
)
from core.progress.outcome import Act, ActKind, LivedPlan, Outcome, count_outcome
from core.progress.task_state import SkipReason
from tests.factories.stored import FIRST_DAY, make_plan

MADE = datetime(2027, 1, 3, 18, tzinfo=UTC)
DAY = timedelta(days=1)
WEEKS = first_weeks_of(FIRST_DAY, MADE, zone=UTC)
PLAN = LivedPlan(weeks=WEEKS, tasks=("a", "b", "c"), reaches_week_2=True)


def on(day: int, kind: ActKind, name: str = "") -> Act:
    """Return an act at noon of a day of the plan, counted from 1."""
    noon = datetime(2027, 1, 4, 12, tzinfo=UTC)
    return Act(kind=kind, at=noon + (day - 1) * DAY, name=name)


def count(*acts: Act, plan: LivedPlan = PLAN) -> Outcome:
    return count_outcome(plan, acts)


def test_a_plan_that_nobody_touched_counts_as_not_done_and_not_returned() -> None:
    found = count()

    assert (found.week_1_counts, found.week_1_done, found.week_1_planned) == (True, 0, 3)
    assert (found.return_counts, found.returned, found.edited) == (True, False, False)


def test_only_tasks_of_week_1_in_their_time_count_for_it() -> None:
    ticks = (on(1, ActKind.TICK, "a"), on(9, ActKind.TICK, "b"), on(2, ActKind.TICK, "later"))

    assert count(*ticks).week_1_done == 1


def test_a_task_that_was_planned_again_is_done_once() -> None:
    assert count(on(1, ActKind.TICK, "a~1"), on(2, ActKind.TICK, "a")).week_1_done == 1


def test_a_task_done_before_the_plan_was_made_is_in_neither_part_of_the_share() -> None:
    found = count(on(-3, ActKind.TICK, "a"), on(1, ActKind.TICK, "b"))

    assert (found.week_1_done, found.week_1_planned, found.done) == (1, 2, 1)


def test_a_plan_replaced_in_week_1_is_not_judged_and_its_replacing_is_an_edit() -> None:
    soon = replace(PLAN, replaced_at=MADE + timedelta(hours=5))
    found = count(on(9, ActKind.CHECK_IN), plan=soon)

    assert (found.week_1_counts, found.return_counts, found.edited) == (False, False, True)
    assert found.check_ins == 0, "acts after the plan was replaced belong to the next one"


def test_a_plan_replaced_in_week_2_is_judged_and_its_person_came_back() -> None:
    found = count(plan=replace(PLAN, replaced_at=on(10, ActKind.EDIT).at))

    assert (found.week_1_counts, found.return_counts, found.returned) == (True, True, True)


def test_a_goal_that_was_finished_in_week_1_is_not_missed_in_week_2() -> None:
    assert not count(on(5, ActKind.FINISH)).return_counts
    assert count(on(12, ActKind.FINISH), on(12, ActKind.CHECK_IN)).returned


def test_a_plan_of_one_week_has_nothing_to_come_back_to() -> None:
    assert not reaches_week_2(make_plan(weeks=1), first_day=FIRST_DAY)
    assert reaches_week_2(make_plan(weeks=2), first_day=FIRST_DAY)
    assert not count(plan=replace(PLAN, reaches_week_2=False)).return_counts


def test_a_plan_without_a_task_in_week_1_has_no_share() -> None:
    assert not count(plan=replace(PLAN, tasks=())).week_1_counts


@pytest.mark.parametrize(("hours", "edited"), [(23, True), (24, False)])
def test_a_first_edit_is_within_a_day_of_the_plan(hours: int, *, edited: bool) -> None:
    for kind in (ActKind.EDIT, ActKind.MOVE):
        assert count(Act(kind=kind, at=MADE + timedelta(hours=hours))).edited == edited


def test_skips_are_counted_by_reason() -> None:
    skips = [on(day, ActKind.SKIP, "tired") for day in (1, 2)] + [on(3, ActKind.SKIP, "ill")]

    found = count(*skips, on(20, ActKind.SKIP, "away")).skips

    assert {reason: n for reason, n in found.items() if n} == {
        SkipReason.TIRED: 2,
        SkipReason.ILL: 1,
    }


def test_a_plan_made_late_begins_on_the_day_it_was_made() -> None:
    late = first_weeks_of(FIRST_DAY, MADE + 4 * DAY, zone=UTC)

    assert late.first_day == date(2027, 1, 7)
    assert first_week_tasks(make_plan(), first_day=late.first_day) == ("w1t2", "w2t1")


def test_days_begin_at_the_person_s_midnight_also_when_the_clocks_change() -> None:
    """Berlin is an hour ahead of UTC on 22 March and two from 28 March."""
    zone = ZoneInfo("Europe/Berlin")
    weeks = first_weeks_of(date(2027, 3, 22), datetime(2027, 3, 20, tzinfo=UTC), zone=zone)

    assert weeks.return_from == datetime(2027, 3, 28, 22, tzinfo=UTC)
    assert weeks.return_until == datetime(2027, 4, 4, 22, tzinfo=UTC)


def test_a_figure_is_final_on_the_first_whole_day_after_its_end() -> None:
    assert final_on(datetime(2027, 1, 5, tzinfo=UTC)) == date(2027, 1, 5)
    assert final_on(datetime(2027, 1, 5, 0, 1, tzinfo=UTC)) == date(2027, 1, 6)
