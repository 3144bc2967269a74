"""The two choices of a goal that does not fit its time."""

from datetime import timedelta

import pytest

from core.formats import long_day
from core.goals.draft import TargetDraft
from core.goals.goal import MAX_WEEKS
from core.offline.reading.target import PlanPeriod
from core.offline.writing.two_choices import date_after_weeks, two_choices
from tests.factories.coaching import TODAY

TARGET = TargetDraft(metric="weight lost", quantity=20, unit="kg", baseline=2)


def period(weeks: int) -> PlanPeriod:
    ends_on = TODAY + timedelta(days=7 * weeks - 1)
    return PlanPeriod(starts_on=TODAY, ends_on=ends_on, stated=True, weeks=weeks)


def test_the_first_choice_is_planned_and_the_second_names_its_date() -> None:
    found = two_choices(TARGET, 7, 29, period(10))

    assert found.target == TARGET.model_copy(update={"quantity": 7})
    assert found.weeks_needed == 29
    assert found.notes[0].startswith("Choice 1, planned here: 7 kg by 29 January 2027.")
    assert "20 kg in 10 weeks is more than a body or a calendar allows safely" in found.notes[0]
    assert long_day(date_after_weeks(TODAY, 29)) in found.notes[1]


def test_a_period_of_one_week_is_a_week() -> None:
    assert " in 1 week is more" in two_choices(TARGET, 1, 29, period(1)).notes[0]


def test_the_reason_can_be_given() -> None:
    note = two_choices(TARGET, 7, 29, period(10), why="takes 300 hours").notes[0]

    assert note.endswith("20 kg in 10 weeks takes 300 hours.")


@pytest.mark.parametrize(("weeks", "beyond"), [(MAX_WEEKS, False), (MAX_WEEKS + 1, True)])
def test_more_than_a_year_is_said(weeks: int, beyond: bool) -> None:
    note = two_choices(TARGET, 7, weeks, period(10)).notes[1]

    assert ("a plan covers a year at a time" in note) is beyond


def test_a_date_never_overflows() -> None:
    assert date_after_weeks(TODAY, 10**9) == date_after_weeks(TODAY, 2_000)
