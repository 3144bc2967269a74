"""The progress of a goal, and its measured numbers, are the owner's alone and by the owner's day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.accounts.user import LOCAL_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.ids import new_id
from core.progress.forecast import Forecast
from core.store.plans.values import PlanRecord
from core.usecases.measurements.add_measurement import add_measurement
from core.usecases.measurements.remove_measurement import remove_measurement, restore_measurement
from core.usecases.plans.complete_task import complete_task
from core.usecases.progress.get_progress import Progress, find_progress, get_progress
from tests.factories.stored import make_account, make_goal, make_plan
from tests.fakes import FrozenClock

STRANGER = Viewer(user=User(id=new_id(), name="Bob", role=Role.USER))


@pytest.fixture
def goal_id(rein: Rein) -> str:
    """A goal of the local person with a plan of three weeks from 4 January 2027 on."""
    with rein.database.begin() as work:
        work.accounts.ensure(make_account(user=LOCAL_VIEWER.user))
        goal = make_goal(LOCAL_USER_ID)
        work.goals.add(goal)
        work.plans.add(
            PlanRecord(
                goal_id=goal.id,
                run_id=None,
                trace_id=new_id(),
                plan=make_plan(),
                created_at=rein.clock.now(),
            )
        )
    return goal.id


def progress(rein: Rein, goal_id: str, viewer: Viewer = LOCAL_VIEWER) -> Progress:
    return get_progress(rein, viewer=viewer, goal_id=goal_id)


def measure(rein: Rein, goal_id: str, value: str, **more: object) -> str:
    return add_measurement(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=goal_id,
        value=value,
        **more,  # type: ignore[arg-type]
    ).id


def test_a_done_task_is_progress(rein: Rein, goal_id: str) -> None:
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id="w1t1", done=True)

    found = progress(rein, goal_id)

    assert (found.done.tasks, found.done.minutes, found.planned.tasks) == (1, 20, 6)


def test_the_day_is_that_of_the_person(rein: Rein, goal_id: str) -> None:
    zones = ("Pacific/Honolulu", "Pacific/Kiritimati")
    days = [
        progress(rein, goal_id, replace(LOCAL_VIEWER, time_zone=ZoneInfo(zone))).today
        for zone in zones
    ]

    assert days[1] - days[0] == timedelta(days=1)


def test_a_number_counts_for_the_milestone_of_its_metric(rein: Rein, goal_id: str) -> None:
    measure(rein, goal_id, "5,2 km")

    (metric,) = progress(rein, goal_id).metrics

    assert [one.value for one in metric.measurements] == [5.2]
    assert metric.milestones[0].reached


def test_a_removed_number_can_be_put_back_as_it_was(rein: Rein, goal_id: str) -> None:
    measurement_id = measure(rein, goal_id, "3")
    before = progress(rein, goal_id).metrics

    removed = remove_measurement(
        rein, viewer=LOCAL_VIEWER, goal_id=goal_id, measurement_id=measurement_id
    )
    assert progress(rein, goal_id).metrics[0].measurements == ()
    restore_measurement(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, measured=removed)

    assert progress(rein, goal_id).metrics == before


def test_a_number_is_of_today_or_of_an_earlier_day(rein: Rein, goal_id: str) -> None:
    today = rein.clock.today(None)
    measure(rein, goal_id, "3", day=today - timedelta(days=4))

    with pytest.raises(InvalidInput) as refused:
        measure(rein, goal_id, "3", day=today + timedelta(days=1))

    assert refused.value.field == "day"
    assert len(progress(rein, goal_id).metrics[0].measurements) == 1


def test_a_metric_the_goal_does_not_have_is_refused_by_name(rein: Rein, goal_id: str) -> None:
    measure(rein, goal_id, "3", metric="  Distance ")

    with pytest.raises(InvalidInput, match="no metric “waist”") as refused:
        measure(rein, goal_id, "3", metric="waist")

    assert (refused.value.field, refused.value.advice) == ("metric", "Choose one of: distance.")


def test_numbers_survive_a_new_version_of_the_plan(rein: Rein, goal_id: str) -> None:
    measure(rein, goal_id, "3")
    with rein.database.begin() as work:
        work.plans.add(
            PlanRecord(
                goal_id=goal_id,
                run_id=None,
                trace_id=new_id(),
                plan=make_plan(weeks=4),
                created_at=rein.clock.now(),
            )
        )

    assert len(progress(rein, goal_id).metrics[0].measurements) == 1


def test_another_person_sees_and_changes_nothing(rein: Rein, goal_id: str) -> None:
    measurement_id = measure(rein, goal_id, "3")

    with pytest.raises(NotFound):
        find_progress(rein, viewer=STRANGER, goal_id=goal_id)
    with pytest.raises(NotFound):
        add_measurement(rein, viewer=STRANGER, goal_id=goal_id, value="3")
    with pytest.raises(NotFound):
        remove_measurement(rein, viewer=STRANGER, goal_id=goal_id, measurement_id=measurement_id)
    assert len(progress(rein, goal_id).metrics[0].measurements) == 1


def test_before_there_is_a_plan_there_is_no_progress(rein: Rein) -> None:
    with rein.database.begin() as work:
        work.accounts.ensure(make_account(user=LOCAL_VIEWER.user))
        goal = make_goal(LOCAL_USER_ID)
        work.goals.add(goal)

    assert find_progress(rein, viewer=LOCAL_VIEWER, goal_id=goal.id) is None
    with pytest.raises(Conflict):
        progress(rein, goal.id)
    with pytest.raises(Conflict, match="no metric yet"):
        measure(rein, goal.id, "3")


def test_the_forecast_does_not_change_from_one_look_to_the_next(
    rein: Rein, goal_id: str, clock: FrozenClock
) -> None:
    clock.advance(datetime(2027, 1, 21, 12, tzinfo=UTC) - clock.now())
    for task_id in ("w1t1", "w1t2", "w2t1"):
        complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=task_id, done=True)

    found = progress(rein, goal_id).outlook

    assert isinstance(found, Forecast)
    assert progress(rein, goal_id).outlook == found
