"""The events of a plan stand on the person's days and say what to do."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.calendar.event import CalendarEvent
from core.calendar.events import PlannedGoal, events_of
from core.calendar.preferences import CalendarPreferences
from core.ids import new_id
from core.plans.plan import Milestone, Plan
from core.progress.task_state import SkipReason, TaskState
from tests.factories.stored import make_plan
from tests.fakes import NOW

GOAL_ID = new_id()
MONDAY = date(2027, 1, 4)


def events(
    plan: Plan | None = None,
    states: Mapping[str, TaskState] | None = None,
    *,
    time_zone: tzinfo | None = None,
    **preferences: Any,
) -> tuple[CalendarEvent, ...]:
    goal = PlannedGoal(
        goal_id=GOAL_ID,
        title="Five kilometres by spring",
        plan=plan or make_plan(),
        states=states or {},
    )
    return events_of(goal, preferences=CalendarPreferences(**preferences), time_zone=time_zone)


def first(found: tuple[CalendarEvent, ...]) -> CalendarEvent:
    """Return the event of the first task, "Run slowly" on Monday."""
    return found[0]


def test_every_task_milestone_and_check_in_is_an_event() -> None:
    found = events()

    assert [event.title for event in found] == [
        *("Run slowly", "Stretch") * 3,
        "Milestone: There",
        "Check-in: Five kilometres by spring",
        "Check-in: Five kilometres by spring",
    ]
    assert len({event.uid for event in found}) == len(found)


def test_a_task_stands_on_its_weekday_and_one_without_on_the_last_day_of_its_week() -> None:
    assert [event.day for event in events()[:4]] == [
        MONDAY,
        MONDAY + timedelta(days=6),
        MONDAY + timedelta(days=7),
        MONDAY + timedelta(days=13),
    ]


def test_a_task_that_was_moved_stands_on_its_new_day() -> None:
    moved = events(states={"w1t1": TaskState(day=date(2027, 1, 9))})

    assert first(moved).day == date(2027, 1, 9)
    assert first(moved).uid == first(events()).uid


def test_a_description_says_minutes_week_if_then_and_goal() -> None:
    assert first(events()).description == (
        "20 min. Week 1: Focus “1” \N{RUNNER}\n"
        "If it rains, then I climb stairs.\n"
        "Your goal: Five kilometres by spring"
    )


def test_without_a_time_of_day_everything_lasts_all_day() -> None:
    assert {(event.at, event.zone, event.starts_at) for event in events()} == {(None, None, None)}


def test_with_a_time_of_day_tasks_have_it_and_milestones_and_check_ins_last_all_day() -> None:
    found = events(at=time(18, 30), alarm_minutes=10, time_zone=ZoneInfo("America/New_York"))

    tasks, others = found[:6], found[6:]
    assert {(event.at, event.zone, event.alarm_minutes) for event in tasks} == {
        (time(18, 30), "America/New_York", 10)
    }
    assert [event.minutes for event in tasks] == [20, 15] * 3
    assert {(event.at, event.alarm_minutes) for event in others} == {(None, None)}


def test_a_done_task_is_marked_and_reminds_no_more() -> None:
    done = first(
        events(
            states={"w1t1": TaskState(done_at=datetime(2027, 1, 4, 18, tzinfo=UTC))},
            at=time(18),
            alarm_minutes=10,
        )
    )

    assert (done.title, done.done, done.cancelled) == ("✓ Run slowly", True, False)
    assert done.alarm_minutes is None
    assert done.day == MONDAY


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Auckland", date(2027, 1, 3)), ("Pacific/Honolulu", date(2027, 1, 2))],
)
def test_a_task_done_early_stands_on_the_day_it_was_on_the_persons_clock(
    zone: str, day: date
) -> None:
    at_noon_utc = TaskState(done_at=datetime(2027, 1, 2, 12, tzinfo=UTC))

    assert first(events(states={"w1t1": at_noon_utc}, time_zone=ZoneInfo(zone))).day == day


@pytest.mark.parametrize(
    ("zone", "starts"),
    [
        ("Pacific/Auckland", datetime(2027, 1, 4, 5, tzinfo=UTC)),
        ("Pacific/Honolulu", datetime(2027, 1, 5, 4, tzinfo=UTC)),
    ],
)
def test_monday_at_six_is_monday_at_six_in_auckland_and_in_honolulu(
    zone: str, starts: datetime
) -> None:
    found = first(events(at=time(18), time_zone=ZoneInfo(zone)))

    assert found.day == MONDAY
    assert found.starts_at == starts


def test_a_task_done_late_stays_on_the_day_it_was_due() -> None:
    late = TaskState(done_at=datetime(2027, 1, 8, 12, tzinfo=UTC))

    assert first(events(states={"w1t1": late})).day == MONDAY


def test_a_skipped_task_is_cancelled_unless_it_was_done_after_all() -> None:
    skipped = TaskState(skipped=SkipReason.ILL)

    assert first(events(states={"w1t1": skipped})).cancelled
    done = replace(skipped, done_at=datetime(2027, 1, 4, 18, tzinfo=UTC))
    assert not first(events(states={"w1t1": done})).cancelled


def test_a_milestone_says_what_counts() -> None:
    milestone = events()[6]

    assert milestone.day == date(2027, 1, 24)
    assert milestone.description.splitlines()[0] == "distance: 5 km"


def test_milestones_of_the_same_name_are_two_events() -> None:
    plan = make_plan()
    there = plan.weeks[2].milestone
    assert there is not None
    earlier = replace(plan.weeks[0], milestone=replace(there, due_on=date(2027, 1, 10)))

    found = events(replace(plan, weeks=(earlier, *plan.weeks[1:])))

    assert len({event.uid for event in found if event.title == "Milestone: There"}) == 2


def test_a_milestone_with_another_date_is_the_same_event() -> None:
    plan = make_plan()
    milestone = Milestone(
        title="There", metric="distance", target=5.0, unit="km", due_on=date(2027, 1, 20)
    )
    moved = replace(plan, weeks=(*plan.weeks[:2], replace(plan.weeks[2], milestone=milestone)))

    assert events(moved)[6].uid == events()[6].uid


def test_a_check_in_stands_on_the_last_day_of_its_week() -> None:
    assert [event.day for event in events()[7:]] == [date(2027, 1, 17), date(2027, 1, 24)]


def test_the_ids_of_two_goals_with_the_same_plan_differ() -> None:
    other = PlannedGoal(goal_id=new_id(), title="Other", plan=make_plan(), states={})

    assert not {event.uid for event in events()} & {event.uid for event in events_of(other)}


def test_what_is_open_after_the_day_a_goal_was_finished_is_in_no_calendar() -> None:
    plan = make_plan(weeks=2)
    finished_on = plan.weeks[0].starts_on + timedelta(days=2)
    states = {"w2t1": TaskState(done_at=NOW)}
    goal = PlannedGoal(goal_id=GOAL_ID, title="x", plan=plan, states=states)

    shown = events_of(replace(goal, finished_on=finished_on))

    assert {event.title for event in shown} == {"Run slowly", "✓ Run slowly"}
    assert all(event.done or event.day <= finished_on for event in shown)
    assert len(events_of(goal)) > len(shown)
