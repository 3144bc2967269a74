"""The values of a plan: what is computed from its weeks."""

from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest

from core.plans.plan import Milestone, Plan, Task, Week

START = date(2026, 11, 21)


def make_week(number: int, *minutes: int, target: float | None = None) -> Week:
    return Week(
        number=number,
        starts_on=START + timedelta(days=7 * (number - 1)),
        phase="Base",
        focus="Habit",
        tasks=tuple(Task(id=f"{number}.{m}", title="Run", minutes=m) for m in minutes),
        if_then="If it rains, then I run inside.",
        milestone=None
        if target is None
        else Milestone(title="At", metric="distance", target=target, unit="km", due_on=START),
    )


def make_plan(*weeks: Week) -> Plan:
    return Plan(
        starts_on=START,
        ends_on=START + timedelta(days=7 * len(weeks) - 1),
        hours_per_week=3,
        weeks=weeks,
        check_in_weeks=(len(weeks),),
        resources=(),
        contingencies=(),
    )


@pytest.mark.parametrize(
    ("minutes", "total", "hours"), [((), 0, 0.0), ((20,), 20, 0.33), ((45, 45), 90, 1.5)]
)
def test_a_week_adds_up_the_minutes_of_its_tasks(
    minutes: tuple[int, ...], total: int, hours: float
) -> None:
    week = make_week(1, *minutes)

    assert (week.minutes, week.hours) == (total, hours)


def test_a_week_ends_six_days_after_its_start() -> None:
    assert make_week(2).ends_on == date(2026, 12, 4)


def test_a_plan_counts_its_weeks_and_lists_its_milestones_in_order() -> None:
    plan = make_plan(make_week(1), make_week(2, target=2.0), make_week(3, target=5.0))

    assert plan.total_weeks == 3
    assert [milestone.target for milestone in plan.milestones] == [2.0, 5.0]


def test_a_plan_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        make_plan(make_week(1)).weeks = ()  # type: ignore[misc]
