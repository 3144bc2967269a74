"""A step that is a session itself takes a day of the person, and the place of a session."""

import pytest

from core.offline.writing.step_days import WeekDays, place_steps
from core.plans.draft import TaskDraft
from tests.factories.coaching import coached

SWIM = "Swim 2 km without stopping in 12 weeks, I swim 600 m now, Mondays and Fridays"
CYCLE = "Cycle 100 km in 16 weeks, Saturdays and Wednesdays"
FIRST_TESTS = ("Swim a test", "Ride an hour", "Test full push-ups")
PUSH_UPS = "Do 20 push-ups in 10 weeks, I can do 8, only on weekends"


def task(title: str, minutes: int, day: str | None = None) -> TaskDraft:
    return TaskDraft(title=title, minutes=minutes, day=day)


SWIMS = [task("Swim ten lengths", 40, "Mon"), task("Swim far", 60, "Fri")]


@pytest.mark.parametrize(
    ("text", "days"),
    [(SWIM, {"Mon", "Fri"}), (CYCLE, {"Sat", "Wed"}), (PUSH_UPS, {"Sat", "Sun"})],
)
def test_the_sessions_of_a_week_stand_on_the_persons_days_and_one_a_day(
    text: str, days: set[str]
) -> None:
    _, _, plan = coached(text)
    for week in plan.weeks[:-1]:
        dated = [task.day.value for task in week.tasks if task.day is not None]

        assert set(dated) <= days
        assert len(dated) == len(set(dated))
    tests = [task for task in plan.weeks[0].tasks if task.title.startswith(FIRST_TESTS)]
    assert [task.day is not None for task in tests] == [True]


def test_a_test_of_the_same_exercise_replaces_the_session_most_like_it() -> None:
    placed, left = place_steps(
        [task("Swim a test", 45)], SWIMS, WeekDays(own=("Mon", "Fri"), may_replace=1)
    )

    assert placed == [task("Swim a test", 45, "Mon")]
    assert left == [SWIMS[1]]


def test_a_step_as_long_as_a_session_takes_its_place() -> None:
    rides = [task("Ride easy", 70, "Wed"), task("Ride far", 120, "Sat")]

    placed, left = place_steps(
        [task("Set the saddle", 45)], rides, WeekDays(own=("Wed", "Sat"), may_replace=1)
    )

    assert placed == [task("Set the saddle", 45, "Wed")]
    assert left == [rides[1]]


def test_a_free_day_of_the_person_comes_first() -> None:
    placed, left = place_steps(
        [task("Swim a test", 45)], SWIMS, WeekDays(own=("Mon", "Wed", "Fri"), may_replace=1)
    )

    assert (placed[0].day, left) == ("Wed", SWIMS)


def test_what_no_session_may_give_way_to_shares_no_day_with_one() -> None:
    placed, left = place_steps(
        [task("Swim a test", 45)], SWIMS, WeekDays(own=("Mon", "Fri"), may_replace=0)
    )

    assert (placed[0].day, left) == (None, SWIMS)


def test_a_small_step_may_be_done_on_any_day() -> None:
    placed, _ = place_steps(
        [task("Ask for the opening hours", 15)], SWIMS, WeekDays(own=("Mon",), may_replace=1)
    )

    assert placed[0].day is None
