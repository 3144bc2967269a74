"""The minutes of a task and its words agree, and what a person does is named with its number."""

import pytest

from core.goals.weeks import minutes_cap
from core.offline.writing.task_minutes import minutes_named, with_agreeing_minutes
from core.plans.draft import TaskDraft
from tests.conftest import SomeOf
from tests.factories.coaching import coached
from tests.unit.offline.test_coached_plans import GOALS


def task(title: str, minutes: int) -> TaskDraft:
    return TaskDraft(title=title, minutes=minutes)


@pytest.mark.parametrize(
    ("title", "minutes"),
    [
        ("Do the weekly check of 10 minutes: fill, count, expiry", 10),
        ("Lead a practice: 10 minutes tag game, 20 skill game, 20 small match, 5 circle", 55),
        ("Do two rounds of 25 minutes on the pieces", 50),
        ("Hold two 20-minute talks with people who have the problem", 40),
        ("Join a club evening and stay at least 45 minutes", None),
        ("Rest the dough after 30 minutes and shape it", None),
        ("Draft an opening of 500 words", 20),
        ("Write 500 words of the opening", 20),
        ("Walk 5 km on flat ground", 60),
        ("Read 40 pages of the textbook", 60),
        ("Call the landlord within 30 minutes", None),
        ("Do one long run of an hour", 60),
        ("Film a scene for 45 minutes, part 1 of 2", None),
    ],
)
def test_a_title_names_the_time_it_takes(title: str, minutes: int | None) -> None:
    assert minutes_named(title) == minutes


def test_a_task_gets_the_time_it_names_and_the_week_stays_in_its_hours() -> None:
    tasks = [task("Fill the box for 30 minutes", 10), task("Clear one shelf", 40)]

    fitted = with_agreeing_minutes(tasks, 60)
    tight = with_agreeing_minutes(tasks, 50)

    assert [t.minutes for t in fitted] == [30, 30]
    assert [t.minutes for t in tight] == [20, 30]  # the other one gives at most a third


def test_one_act_of_a_named_length_takes_no_more_than_that() -> None:
    assert with_agreeing_minutes([task("Talk aloud for ten minutes", 50)], 90)[0].minutes == 10
    watched = task("Watch one buyer use it for 20 minutes without helping; note three stumbles", 85)
    assert with_agreeing_minutes([watched], 90)[0].minutes == 20
    games = task("Play one game of 15 minutes plus 10 seconds each; name every threat", 45)
    assert with_agreeing_minutes([games], 90)[0].minutes == 45
    longer = task("Walk for ten minutes, then plan the meals", 50)
    assert with_agreeing_minutes([longer], 90)[0].minutes == 50


def test_no_plan_names_more_time_than_its_task_has_where_the_week_has_room(
    some_of: SomeOf,
) -> None:
    for _, text in some_of(GOALS, 5):
        goal, _, plan = coached(text)
        cap = minutes_cap(goal.hours_per_week, 7)
        for week in plan.weeks[:-1]:
            short = [t for t in week.tasks if (minutes_named(t.title) or 0) > t.minutes]
            assert not short or week.minutes >= 0.7 * cap


def test_an_own_act_names_the_number_of_its_week_and_no_length_is_a_result() -> None:
    steps = coached("Walk for at least 10,000 steps a day, 7 days a week")[2]
    named = [week.tasks[-1 if week.tasks[-1].day else -2].title for week in steps.weeks]
    hour = coached("Continue moderate exercise two days a week, one hour each")[0]

    assert "5,400 steps" in named[0]
    assert "10,000 steps" in named[-1]
    assert not any(title.endswith(" a") for title in named)
    assert hour.target is not None
    assert (hour.target.quantity, hour.target.unit) == (2, "days a week")
