"""Hours and rhythms of today's life are not those of the plan."""

import pytest

from tests.factories.coaching import coached, parse


@pytest.mark.parametrize(
    "text",
    [
        "Lose 10 kg by June. I drive a taxi five nights a week, 10 hours each.",
        "Become a carpenter. I'm in a warehouse 11 hours a day.",
    ],
)
def test_the_hours_of_a_job_are_not_those_of_the_goal(text: str) -> None:
    facts = parse(text)

    assert facts.hours is None
    assert facts.session_minutes is None
    assert facts.frequency is None


def test_what_somebody_does_today_is_no_rhythm_of_something_else() -> None:
    assert parse("Learn to sing. I commute 20 km every day.").frequency is None


def test_what_somebody_does_today_is_the_rhythm_of_the_same_thing() -> None:
    facts = parse("Run a half marathon in May. I run every Tuesday, Thursday and Sunday already.")

    assert facts.frequency is not None
    assert facts.frequency.times == 3


def test_so_many_times_so_many_minutes_are_sessions() -> None:
    facts = parse("Do my first pull-up, 3 x 30 min a week")

    assert facts.hours is not None
    assert facts.hours.per_week == 1.5
    assert facts.session_minutes == 30


def test_how_sure_somebody_is_is_no_number_of_the_goal() -> None:
    facts = parse("Take my tablets every evening (7/10 confidence)")

    assert facts.quantity is None
    assert facts.baseline is None


def test_an_alarm_clock_is_no_starting_point() -> None:
    facts = parse("In bed before midnight (alarm 7:00) at least 4 nights a week")

    assert facts.baseline is None
    assert "before midnight" in facts.aim


def test_sessions_end_before_they_hurt() -> None:
    facts = parse("Learn the guitar. My fingers hurt after ten minutes.")

    assert facts.session_minutes == 10


def test_a_sum_called_too_much_is_no_payment() -> None:
    facts = parse("Save 60,000 in 100 weeks. That is 600 a week, which is more than we can do.")

    assert facts.payment is None


def test_every_day_in_a_week_has_no_end() -> None:
    assert parse("Eat fruit at tea time every day in a week").deadline is None


@pytest.mark.parametrize(
    "text",
    ["Bring my BMI from 31 to 28 by June", "Reduce BMI to 28", "Keep BMI below 28 and walk daily"],
)
def test_a_body_mass_index_is_no_weight(text: str) -> None:
    goal = coached(text)[0]

    assert goal.target is not None
    assert goal.target.unit != "kg"


def test_a_weight_to_lose_is_not_reckoned_from_a_body_mass_index() -> None:
    quantity = parse("lose 6 kg, my BMI is 29.4").quantity

    assert quantity is not None
    assert (quantity.value, quantity.unit) == (6, "kg")


def test_how_sure_a_person_is_stays_no_number_of_a_recipe() -> None:
    facts = parse("Limit oily supper to twice a week, curry and fried bread. Confidence: 6/10")

    assert (facts.baseline, facts.named_confidence) == (None, 6)
