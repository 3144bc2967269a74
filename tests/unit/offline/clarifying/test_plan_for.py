"""The plan for a specific aim is a slot of the card: read, asked if unsure, chosen, taken back."""

from dataclasses import replace

import pytest

from core.errors import InvalidInput
from core.goals.clarification import AnswerKind
from core.goals.goal import ClarifiedGoal, GoalRequest
from core.goals.normalize import normalize_goal
from core.goals.reading import NO_PLAN, NONE_OF_THESE, Reading, Slot, SlotName, Source
from core.offline.clarifying.answers import apply_answers
from core.offline.clarifying.card import Card
from core.offline.playbooks.library import GENERAL
from tests.factories.coaching import COACH, PLAYBOOKS, TODAY, TOPIC_COACH, make_request

UNSURE = "I want to get better with my guitar and sing at parties"
"""Three recipes are likely, none of them likely enough to be taken."""
TAKEN_UNSURELY = "I want to play my first open mic"
SURE = "I want 500 a month from my apps"


def answered(text: str, **written: str | None) -> GoalRequest:
    request = make_request(text)
    return replace(request, answers=COACH.accept_answers(request, written, today=TODAY))


def card(text: str, **written: str | None) -> Card:
    return COACH.read_card(answered(text, **written))


def goal_of(request: GoalRequest) -> ClarifiedGoal:
    return normalize_goal(COACH.draft_goal(request), apply_answers(request))


def plan_of(reading: Reading) -> Slot:
    slot = reading.get(SlotName.PLAN)
    assert slot is not None
    return slot


def recipe_that_plans(request: GoalRequest) -> str:
    return COACH.facts_of(request).recipe


def test_an_unsure_plan_is_the_first_question_with_titles_as_choices() -> None:
    found = card(UNSURE)

    first = found.questions[0]
    titles = set(PLAYBOOKS.recipe_titles.values())
    assert (first.id, first.kind) == ("plan", AnswerKind.CHOICE)
    assert 3 <= len(first.options) <= 4
    assert {*first.options[:-1]} <= titles
    assert first.options[-1] == NONE_OF_THESE
    assert len(found.questions) <= 3


def test_a_number_that_only_an_unsure_plan_assumes_is_not_asked_for() -> None:
    found = card("I want to get out of this mess with money and be calm about it")

    asked = {question.id for question in found.questions}
    assert "plan" in asked
    assert not asked & {"to", "from"}


def test_until_the_plan_is_chosen_no_question_is_worded_for_one() -> None:
    by = next(question for question in card(UNSURE).questions if question.id == "by")

    assert by.text == "By when would you like to reach it?"


def test_what_is_assumed_without_an_answer_is_named() -> None:
    taken, general = card(TAKEN_UNSURELY), card(UNSURE)

    assert taken.questions[0].assumption == plan_of(taken.reading).text
    assert taken.questions[0].assumption in taken.questions[0].options
    assert general.questions[0].assumption == "a general plan: playing and singing music"


def test_an_unsurely_taken_plan_is_an_assumption_of_the_goal() -> None:
    unsure, sure = COACH.draft_goal(make_request(TAKEN_UNSURELY)), COACH.draft_goal(answered(SURE))

    assert "plan for" in {a.about for a in unsure.assumptions}
    assert "plan for" not in {a.about for a in sure.assumptions}


@pytest.mark.parametrize("text", [SURE, "Run 10 km by June", "Save 500 for a bike", "run 5 km"])
def test_a_sure_plan_is_not_asked_for_and_can_be_seen(text: str) -> None:
    found = card(text)

    assert "plan" not in {question.id for question in found.questions}
    assert plan_of(found.reading).source is Source.STATED
    assert plan_of(found.reading).sure


def test_a_chosen_plan_wins_over_what_was_read() -> None:
    request = answered(UNSURE, plan="Songs on the guitar")

    slot = plan_of(COACH.read_card(request).reading)
    assert recipe_that_plans(request) == "guitar_songs"
    assert (slot.value, slot.text) == ("guitar_songs", "Songs on the guitar")
    assert (slot.confidence, slot.source) == (1.0, Source.CORRECTED)
    assert "plan" not in {q.id for q in COACH.read_card(request).questions}


def test_a_chosen_plan_writes_goal_and_plan() -> None:
    request = answered(UNSURE, plan="sing_better")

    goal = COACH.read_card(request).reading.text(SlotName.DOMAIN)
    assert goal == PLAYBOOKS.recipe("sing_better").title
    assert COACH.draft_goal(request).domain == PLAYBOOKS.recipe("sing_better").name


def test_a_chosen_plan_wins_over_the_topic_a_model_has_read() -> None:
    request = answered(UNSURE, plan="guitar_songs")
    goal = replace(goal_of(request), domain=GENERAL)

    assert "uitar" in COACH.read_card(request, goal).reading.text(SlotName.DOMAIN)


@pytest.mark.parametrize("written", ["None of these", "none", "none of them"])
def test_none_of_these_gives_the_plan_of_the_kind(written: str) -> None:
    request = answered(TAKEN_UNSURELY, plan=written)

    slot = plan_of(COACH.read_card(request).reading)
    assert recipe_that_plans(request) == ""
    assert slot.value == NO_PLAN
    assert slot.text.startswith("a general plan: ")
    assert slot.choices[-1] == NONE_OF_THESE


def test_a_wrong_plan_that_was_surely_taken_can_be_changed_to_another_choice() -> None:
    taken, other, *_ = plan_of(card(SURE).reading).choices

    changed = plan_of(card(SURE, plan=other).reading)

    assert taken == plan_of(card(SURE).reading).text
    assert changed.text == other != NONE_OF_THESE
    assert taken in changed.choices


def test_a_plan_that_was_not_offered_is_a_choice_afterwards() -> None:
    slot = plan_of(card(SURE, plan="quilt").reading)

    assert slot.choices[0] == slot.text == "Make a quilt"


def test_a_plan_that_rein_does_not_have_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        answered(SURE, plan="Fly to the moon")

    assert refused.value.field == "plan"
    assert NONE_OF_THESE in refused.value.advice


def test_a_chosen_plan_survives_other_corrections() -> None:
    request = answered(UNSURE, plan="guitar_songs", hours="2", kind="routine", domain="music")

    assert recipe_that_plans(request) == "guitar_songs"


def test_a_chosen_plan_survives_other_words_for_the_same_aim() -> None:
    chosen = answered(UNSURE, plan="guitar_songs")
    again = COACH.accept_answers(chosen, {"aim": "play songs on my guitar"}, today=TODAY)

    assert recipe_that_plans(replace(chosen, answers=(*chosen.answers, *again))) == "guitar_songs"


def test_another_aim_takes_the_chosen_plan_back() -> None:
    chosen = answered(UNSURE, plan="guitar_songs")
    again = COACH.accept_answers(chosen, {"aim": "learn to swim as an adult"}, today=TODAY)

    request = replace(chosen, answers=(*chosen.answers, *again))
    assert recipe_that_plans(request) != "guitar_songs"
    assert plan_of(COACH.read_card(request).reading).source is Source.STATED


def test_a_goal_in_another_language_can_have_a_plan() -> None:
    request = answered("Ich möchte Gitarre lernen", plan="guitar_songs")

    assert recipe_that_plans(request) == "guitar_songs"
    assert plan_of(COACH.read_card(request).reading).text == "Songs on the guitar"
    assert COACH.read_card(make_request(request.text)).reading.get(SlotName.PLAN) is None


def test_without_recipes_there_is_no_such_slot() -> None:
    assert TOPIC_COACH.read_card(make_request(UNSURE)).reading.get(SlotName.PLAN) is None


def test_what_a_model_has_read_is_not_asked_again() -> None:
    request = make_request(UNSURE)

    found = COACH.read_card(request, goal_of(request), by_model=True)

    assert found.reading.get(SlotName.PLAN) is None
    assert "plan" not in {question.id for question in found.questions}


def test_a_model_is_given_the_chosen_plan_in_words() -> None:
    chosen, none = (answered(UNSURE, plan=text) for text in ("guitar_songs", "none of these"))

    assert apply_answers(chosen).text == f"{UNSURE}. Plan for: guitar songs"
    assert apply_answers(none).text == UNSURE


def test_none_of_these_holds_for_a_part_of_the_text_with_the_same_choices_only() -> None:
    whole = "learn to swim as an adult and bake sourdough bread"
    request = answered(whole, plan="none", goals="bake sourdough bread")

    assert recipe_that_plans(request) == "sourdough_bread"
    assert recipe_that_plans(answered("bake sourdough bread", plan="none")) == ""
