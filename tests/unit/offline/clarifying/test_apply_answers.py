"""Answers are merged into text and circumstances, which is what a model is given."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.goals.clarification import Answer, AnswerKind, Question
from core.goals.goal import (
    MAX_GOAL_CHARACTERS,
    MAX_HOURS_PER_WEEK,
    MIN_HOURS_PER_WEEK,
    Circumstances,
    GoalRequest,
)
from core.goals.reading import SlotName
from core.offline.clarifying.answers import apply_answers
from tests.factories.coaching import TODAY


def answer(about: str, text: str | None) -> Answer:
    question = Question(id=about, text="?", why="", kind=AnswerKind.TEXT, assumption="")
    return Answer(question=question, text=text)


def merged(*answers: Answer, text: str = "run a race", **about: int) -> GoalRequest:
    circumstances = Circumstances(**about)
    return apply_answers(
        GoalRequest(text=text, today=TODAY, answers=answers, circumstances=circumstances)
    )


@pytest.mark.parametrize("slot", SlotName)
def test_what_is_set_in_any_slot_is_in_the_text_a_model_reads(slot: SlotName) -> None:
    assert "so and so" in merged(answer(slot, "so and so")).text


@pytest.mark.parametrize(
    ("about", "given", "text"),
    [
        ("to", "10 km", "run a race. Target: 10 km"),
        ("from", "4 km", "run a race. Today: 4 km"),
        ("goals", "learn Spanish", "learn Spanish"),
        ("anything else", "rain", "run a race. rain"),
    ],
)
def test_an_answer_is_added_to_the_text(about: str, given: str, text: str) -> None:
    assert merged(answer(about, given)).text == text


@pytest.mark.parametrize(
    ("earlier", "now"),
    [("deadline", "by"), ("quantity", "to"), ("baseline", "from"), ("frequency", "days")],
)
def test_an_answer_stored_by_an_earlier_version_means_what_it_meant(earlier: str, now: str) -> None:
    assert merged(answer(earlier, "in 3 weeks")) == merged(answer(now, "in 3 weeks"))


def test_answers_are_added_in_order_and_then_gone() -> None:
    request = merged(answer("by", "June"), answer("to", "10 km"), text="run a race.")

    assert request.text == "run a race. By June. Target: 10 km"
    assert request.answers == ()


def test_of_two_answers_for_one_slot_the_later_one_holds() -> None:
    assert merged(answer("to", "10 km"), answer("to", "5 km")).text == "run a race. Target: 5 km"


@pytest.mark.parametrize(
    ("given", "hours"),
    [
        ("5", 5),
        ("5-6 hours", 5),
        ("90 minutes", 1.5),
        ("half an hour a day", 3.5),
        ("20 min every morning", 2.33),
        ("1000", MAX_HOURS_PER_WEEK),
        ("1 minute", MIN_HOURS_PER_WEEK),
        ("plenty", None),
    ],
)
def test_hours_go_to_the_circumstances_within_their_limits(given: str, hours: float | None) -> None:
    assert merged(answer("hours", given)).circumstances.hours_per_week == hours


def test_a_day_that_was_set_replaces_a_length_in_weeks() -> None:
    assert merged(answer("by", "2027-06-30"), weeks=8).circumstances.weeks is None


@pytest.mark.parametrize(
    ("given", "confidence"), [("7", 7), ("seven", 7), ("12", 10), ("-3", 0), ("very", None)]
)
def test_confidence_goes_to_the_circumstances_within_its_scale(
    given: str, confidence: int | None
) -> None:
    assert merged(answer("confidence", given)).circumstances.confidence == confidence


@pytest.mark.parametrize("given", [None, "", "  "])
def test_a_skipped_answer_changes_nothing(given: str | None) -> None:
    assert merged(answer("to", given)).text == "run a race"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["by", "to", "item", "goals"]), st.text()), max_size=5))
def test_the_text_never_exceeds_the_limit_of_a_goal(given: list[tuple[str, str]]) -> None:
    request = merged(*(answer(*one) for one in given), text="run " * 450)

    assert len(request.text) <= MAX_GOAL_CHARACTERS
