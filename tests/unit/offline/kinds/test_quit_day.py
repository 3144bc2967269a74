"""The week of a quit day: what belongs to the day is on the day, and nothing is free before it."""

import re
from datetime import date

import pytest

from core.goals.weeks import date_of
from tests.factories.coaching import coached

_AFTER = re.compile(r"use the medicine|day two or three|smoke-free week", re.IGNORECASE)


@pytest.mark.parametrize("day", [date(2027, 1, 15), date(2027, 1, 12), date(2027, 1, 9)])
def test_the_first_patch_is_on_the_quit_day_and_later_tasks_come_after_it(day: date) -> None:
    goal, resolution, plan = coached(
        f"Stop smoking cigarettes, 14 a day. My quit day is {day:%-d %B} and I have patches."
    )
    dated = [
        (date_of(task.day, goal.starts_on, week.number, ends_on=goal.deadline), task.title)
        for week in plan.weeks
        for task in week.tasks
        if task.day is not None
    ]

    first = [on for on, title in dated if title.startswith("Start the quit day")]
    assert first == [day]
    assert not [title for on, title in dated if on < day and _AFTER.search(title)]
    assert resolution.title == "Stop smoking cigarettes"


def test_the_last_milestone_says_the_days_it_counts() -> None:
    goal, _, plan = coached("Quit smoking on 15 January, about 14 a day since I was nineteen.")

    last = plan.weeks[-1].milestone
    assert last is not None
    assert goal.target is not None
    assert f"{goal.target.quantity:g} smoke-free days" in last.title
