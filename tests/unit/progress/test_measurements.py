"""Measured numbers against milestones: the newest value, and reached once is reached."""

from dataclasses import replace
from datetime import date, timedelta

from core.ids import new_id
from core.plans.plan import Milestone, Plan
from core.progress.measurements import Measurement, MetricProgress, progress_by_metric
from tests.factories.stored import FIRST_DAY, make_plan
from tests.fakes import NOW


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def plan(*targets: float, metric: str = "weight", unit: str = "kg") -> Plan:
    """Return a plan with a milestone of the metric in each week."""
    made = make_plan(weeks=len(targets))
    weeks = tuple(
        replace(
            week,
            milestone=Milestone(
                title="m", metric=metric, target=target, unit=unit, due_on=week.ends_on
            ),
        )
        for week, target in zip(made.weeks, targets, strict=True)
    )
    return replace(made, weeks=weeks)


def measured(value: float, on: date, *, metric: str = "weight", unit: str = "kg") -> Measurement:
    return Measurement(id=new_id(), day=on, metric=metric, value=value, unit=unit, created_at=NOW)


def only(made: Plan, *values: Measurement) -> MetricProgress:
    (found,) = progress_by_metric(made, None, values)
    return found


def test_a_falling_metric_is_reached_from_above() -> None:
    found = only(plan(80, 78, 76), measured(81, day(1)), measured(79, day(8)))

    assert not found.rises
    assert [one.reached for one in found.milestones] == [True, False, False]
    assert found.milestones[0].reached_on == day(8)


def test_a_rising_metric_is_reached_from_below() -> None:
    found = only(
        plan(2, 5, metric="distance", unit="km"),
        *[
            measured(value, day(n), metric="distance", unit="km")
            for n, value in enumerate((1, 2, 4))
        ],
    )

    assert found.rises
    assert [one.reached_on for one in found.milestones] == [day(1), None]
    assert found.next_milestone is found.milestones[1]


def test_a_milestone_once_reached_stays_reached() -> None:
    found = only(plan(80, 78), measured(78, day(1)), measured(82, day(9)))

    assert [one.reached_on for one in found.milestones] == [day(1), day(1)]
    assert found.newest is not None
    assert found.newest.value == 82


def test_the_newest_value_is_that_of_the_latest_day_however_it_was_entered() -> None:
    found = only(plan(80, 78), measured(79, day(9)), measured(81, day(2)))

    assert [one.value for one in found.measurements] == [81, 79]


def test_names_match_without_their_case() -> None:
    found = only(plan(80, 78), measured(79, day(1), metric="Weight", unit="KG"))

    assert len(found.measurements) == 1


def test_numbers_of_a_metric_the_plan_no_longer_has_are_still_shown() -> None:
    found = progress_by_metric(plan(80, 78), None, [measured(20, day(1), metric="waist")])

    assert [one.metric for one in found] == ["weight", "waist"]
    assert found[1].milestones == ()


def test_without_a_number_nothing_is_reached() -> None:
    found = only(plan(80, 78))

    assert found.newest is None
    assert [one.reached for one in found.milestones] == [False, False]
