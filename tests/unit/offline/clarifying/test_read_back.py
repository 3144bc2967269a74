"""What was understood, slot by slot: from the words, from assumptions, from a model, corrected."""

from dataclasses import replace
from datetime import date

import pytest

from core.goals.goal import Assumption, Circumstances, ClarifiedGoal, Target
from core.goals.reading import Reading, SlotName, Source
from core.offline.clarifying.read_by_model import BOTH_AGREE
from tests.factories.coaching import COACH, TODAY, clarify, make_request

GOAL = "run 10 km by 30 June 2027, I can run 4 km now, 3 hours a week, but I get bored"


def read(text: str, circumstances: Circumstances | None = None, **slots: str) -> Reading:
    request = make_request(text, circumstances)
    answers = COACH.accept_answers(request, slots, today=TODAY)
    return COACH.read_card(replace(request, answers=answers)).reading


def by_model(text: str, goal: ClarifiedGoal) -> Reading:
    return COACH.read_card(make_request(text), goal, by_model=True).reading


@pytest.mark.parametrize(
    ("slot", "quote"),
    [
        (SlotName.TO, "10 km"),
        (SlotName.FROM, "4 km"),
        (SlotName.BY, "by 30 June 2027"),
        (SlotName.HOURS, "3 hours a week"),
        (SlotName.OBSTACLE, "I get bored"),
    ],
)
def test_what_was_read_quotes_the_words_it_was_read_in(slot: SlotName, quote: str) -> None:
    found = read(GOAL).get(slot)

    assert found is not None
    assert found.source is Source.STATED
    assert found.sure
    assert quote in found.quote
    assert found.quote in GOAL


def test_what_was_not_said_is_assumed_and_unsure() -> None:
    found = read("run a race").get(SlotName.HOURS)

    assert found is not None
    assert (found.source, found.quote, found.sure) == (Source.ASSUMED, "", False)


def test_a_day_that_the_words_leave_open_is_unsure() -> None:
    found = read("run 10 km by June").get(SlotName.BY)

    assert found is not None
    assert (found.source, found.sure) == (Source.STATED, False)


def test_hours_a_week_are_not_days_a_week() -> None:
    assert read(GOAL).get(SlotName.DAYS) is None


def test_circumstances_are_what_the_person_told() -> None:
    reading = read("run a race", Circumstances(hours_per_week=4, weeks=10))

    assert reading.number(SlotName.HOURS) == 4
    by = reading.get(SlotName.BY)
    assert by is not None
    assert (by.source, by.quote) == (Source.STATED, "10 weeks")


def test_a_corrected_aim_brings_its_own_topic() -> None:
    assert read("learn to swim", aim="play the ukulele").text(SlotName.DOMAIN) == read(
        "play the ukulele"
    ).text(SlotName.DOMAIN)


def test_an_emptied_slot_has_no_value() -> None:
    found = read(GOAL, obstacle="none").get(SlotName.OBSTACLE)

    assert found is not None
    assert (found.value, found.source) == (None, Source.CORRECTED)


def test_what_a_model_read_is_stated_and_what_it_assumed_is_not() -> None:
    text = "Ich möchte bis Juni 5 Kilometer laufen"
    goal = replace(
        clarify("run 5 km"),
        target=Target(metric="distance", quantity=5, unit="km", baseline=0),
        deadline=date(2027, 6, 30),
        hours_per_week=4.0,
        assumptions=(Assumption(about="hours a week", assumed="4 hours"),),
    )

    reading = by_model(text, goal)

    sources = {name: slot.source for name, slot in reading.slots.items()}
    assert sources[SlotName.TO] is sources[SlotName.BY] is Source.STATED
    assert sources[SlotName.HOURS] is Source.ASSUMED
    assert reading.english


def test_what_rules_and_a_model_read_alike_is_surer() -> None:
    goal = clarify(GOAL)

    alike, alone = by_model(GOAL, goal).get(SlotName.TO), read(GOAL).get(SlotName.TO)

    assert alike is not None
    assert alone is not None
    assert alike.confidence >= max(alone.confidence, BOTH_AGREE)


def test_a_correction_wins_over_a_model() -> None:
    request = make_request(GOAL)
    answers = COACH.accept_answers(request, {"by": "31 August 2027", "hours": "2"}, today=TODAY)
    corrected = replace(request, answers=answers)

    goal = COACH.correct_goal(corrected, clarify(GOAL))

    assert goal.deadline == date(2027, 8, 31)
    assert goal.hours_per_week == 2
    reading = COACH.read_card(corrected, clarify(GOAL), by_model=True).reading
    assert reading.text(SlotName.BY) == "31 August 2027"


def test_facts_hold_what_the_person_set_with_full_confidence() -> None:
    request = make_request(GOAL)
    slots = {"days": "tue thu", "minutes": "half an hour", "payment": "300 € a month"}
    answers = COACH.accept_answers(request, slots, today=TODAY)

    facts = COACH.facts_of(replace(request, answers=answers))

    assert facts.days == ("Tue", "Thu")
    assert facts.session_minutes == 30
    assert facts.payment is not None
    assert (facts.payment.value, facts.payment.per) == (300, "month")
    assert facts.confidence["days"] == facts.confidence["session_minutes"] == 1.0
