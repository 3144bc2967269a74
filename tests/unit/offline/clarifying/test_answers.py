"""What a person writes into a slot is read as they mean it, or refused at that slot."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InvalidInput
from core.goals.goal import MAX_HOURS_PER_WEEK
from core.goals.reading import MAX_SLOT_CHARACTERS, SlotName, SlotValue, Source
from tests.factories.coaching import COACH, TODAY, make_request

GOAL = "run 10 km by June, I can run 4 km now"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")


def understood(slot: str, written: str, *, goal: str = GOAL) -> tuple[SlotValue, str]:
    """Return the value of a slot after a person has set it, and how it is shown."""
    request = make_request(goal)
    answers = COACH.accept_answers(request, {slot: written}, today=TODAY)
    found = COACH.read_card(replace(request, answers=answers)).reading.get(SlotName(slot))
    assert found is not None
    assert (found.source, found.confidence) == (Source.CORRECTED, 1.0)
    return found.value, found.text


@pytest.mark.parametrize(
    ("slot", "written", "value", "shown"),
    [
        ("hours", "2 or 3", 2.0, "2 to 3 hours a week, planned with 2"),
        ("hours", "2-3", 2.0, "2 to 3 hours a week, planned with 2"),
        ("hours", "half an hour a day", 3.5, "3.5 hours a week"),
        ("hours", "1h30", 1.5, "1.5 hours a week"),
        ("hours", "an hour and a half", 1.5, "1.5 hours a week"),
        ("hours", "90 minutes", 1.5, "1.5 hours a week"),
        ("hours", f"{MAX_HOURS_PER_WEEK:g}", 60.0, "60 hours a week"),
        ("minutes", "half an hour", 30.0, "30 minutes"),
        ("minutes", "45", 45.0, "45 minutes"),
        ("minutes", "1 h", 60.0, "60 minutes"),
        ("minutes", "20-30 min", 20.0, "20 to 30 minutes, planned with 20"),
        ("to", "12", 12.0, "12 km"),
        ("to", "12 to 15", 12.0, "12 to 15 km"),
        ("to", "10k", 10.0, "10 km"),
        ("to", "ten miles", 10.0, "10 mi"),
        ("from", "nothing yet", "nothing yet", "nothing yet"),
        ("from", "zero", 0.0, "0 km"),
        ("from", "only with long breaks", "only with long breaks", "only with long breaks"),
        ("by", "next March", date(2027, 3, 1), "1 March 2027"),
        ("by", "12 weeks", date(2027, 2, 13), "13 February 2027"),
        ("by", "30 april", date(2027, 4, 30), "30 April 2027"),
        ("by", "2027-03-05", date(2027, 3, 5), "5 March 2027"),
        ("days", "mon wed", ("Mon", "Wed"), "Mon and Wed"),
        ("days", "tues and thurs", ("Tue", "Thu"), "Tue and Thu"),
        ("days", "weekdays", WEEKDAYS, "weekdays"),
        ("days", "weekdays but not weds", ("Mon", "Tue", "Thu", "Fri"), "Mon, Tue, Thu and Fri"),
        ("days", "twice a week", 2.0, "2 days a week"),
        ("days", "3", 3.0, "3 days a week"),
        ("payment", "€75 a week", 75.0, "€75 a week"),
        ("obstacle", "late shifts", "late shifts", "late shifts"),
        ("obstacle", "none", None, "none"),
        ("kind", "Training", "training", "training"),
        ("domain", "Strength training", "strength", "Strength training"),
    ],
)
def test_a_value_is_read_as_a_person_means_it(
    slot: str, written: str, value: SlotValue, shown: str
) -> None:
    assert understood(slot, written) == (value, shown)


def test_five_k_is_a_race_only_if_a_distance_is_wanted() -> None:
    assert understood("to", "5k")[1] == "5 km"
    assert understood("to", "5k", goal="save 2,000 € by June")[1] == "€5,000"


@pytest.mark.parametrize(
    ("slot", "written"),
    [
        ("hours", "200"),
        ("hours", "0"),
        ("hours", "-3"),
        ("hours", "10 minutes"),
        ("hours", "10 hours a day"),
        ("hours", "as much as it takes"),
        ("minutes", "a while"),
        ("to", "much further"),
        ("to", "-5"),
        ("by", "soon"),
        ("by", "yesterday"),
        ("days", "whenever"),
        ("days", "9"),
        ("payment", "a little"),
        ("kind", "thing"),
        ("domain", "thing"),
        ("unit", "5 km"),
        ("aim", "42"),
        ("obstacle", "4"),
        ("confidence", "11"),
        ("confidence", "-1"),
        ("method", "x" * (MAX_SLOT_CHARACTERS + 1)),
        ("colour", "blue"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_slot_with_advice(slot: str, written: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        COACH.accept_answers(make_request(GOAL), {slot: written}, today=TODAY)

    assert refused.value.field == slot
    assert refused.value.advice


@pytest.mark.parametrize("written", [None, "", "  ", "skip", "don't know", "not sure", "?"])
def test_a_skipped_question_sets_nothing(written: str | None) -> None:
    (answer,) = COACH.accept_answers(make_request(GOAL), {"hours": written}, today=TODAY)

    assert answer.text is None


def test_a_relative_day_is_stored_as_the_day_it_means() -> None:
    (answer,) = COACH.accept_answers(make_request(GOAL), {"by": "in 10 days"}, today=TODAY)

    assert answer.text == "2026-12-01"
