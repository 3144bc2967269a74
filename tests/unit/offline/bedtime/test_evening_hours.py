"""An hour of the evening is read, moved to in steps, and measured in nights."""

import pytest

from core.offline.bedtime.evening_hours import EveningHours, read_evening
from tests.factories.coaching import coached

Hours = dict[str, str | None]
READ: dict[str, Hours | None] = {
    "On my phone until 1 am every night, the alarm goes at 6:30. I want to be off the phone by "
    "22:30 and asleep by 11.": {
        "bed": "23:00",
        "phone": "22:30",
        "today": "01:00",
        "rises": "06:30",
    },
    "In bed before midnight (alarm 7:00) at least 4 nights a week": {
        "bed": "midnight",
        "rises": "07:00",
    },
    "I go to bed at 2 am most nights, want lights out by 11:30 pm.": {
        "bed": "11:30 pm",
        "today": "2 am",
    },
    "No phone after 9 pm in the bedroom": {"phone": "9 pm"},
    "I get up at 5:45 and it's usually 00:30 before I sleep. I want 22:45.": {
        "bed": "22:45",
        "today": "00:30",
        "rises": "05:45",
    },
    "I wake at 3:30 and lie there. I want to be in bed by 22:30; the alarm goes at 6:15.": {
        "bed": "22:30",
        "rises": "06:15",
    },
    "I sleep 5 hours, fall asleep ok at 11 but wake at 3:30. I want 7 hours, I'm up at 6:15.": None,
    "sleep 8 hours a night": None,
    "I wake at 3 am every night": None,
    "I want to sleep 7 hours and don't want to give up my one coffee at 3 am.": None,
}


def shown(hours: EveningHours) -> Hours:
    named = ("bed", "phone", "today", "rises")
    found = {name: getattr(hours, name) for name in named}
    return {name: hours.shown(at) for name, at in found.items() if at is not None}


@pytest.mark.parametrize("text", READ)
def test_each_hour_is_read_for_what_it_is(text: str) -> None:
    found = read_evening(text)

    assert (None if found is None else shown(found)) == READ[text]


def test_a_wished_hour_is_the_goal_and_moves_in_steps() -> None:
    goal, _, plan = coached(next(iter(READ)))

    assert goal.target is not None
    assert (goal.target.quantity, goal.target.unit) == (5, "nights a week")
    assert goal.target.metric == "nights asleep by 23:00"
    reached = [week.milestone.title for week in plan.weeks if week.milestone is not None]
    assert reached == [
        "Show 2 nights a week asleep by 00:30",
        "Show 3 nights a week asleep by midnight",
        "Show 4 nights a week asleep by 23:00",
        "Show 5 nights a week asleep by 23:00",
    ]


def test_nights_that_are_broken_get_no_fixed_hour() -> None:
    goal = coached(
        "With a newborn and my husband's night shifts I sleep in pieces. I want to get to six hours "
        "in 24 by March and be in bed by 9 pm."
    )[0]

    assert "9 pm" not in goal.statement
    assert "broken nights" in goal.statement
