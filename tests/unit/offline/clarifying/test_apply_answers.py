"""Answers are merged into text and circumstances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.goals.clarification import Answer, AnswerKind, Question
from core.goals.goal import (
    MAX_GOAL_CHARACTERS,
    MAX_HOURS_PER_WEEK,
    MIN_HOURS_PER_WEEK,
    Circumstances,
    GoalRequest,
)
from core.offline.clarifying.answers import apply_answers
from tests.factories.coaching import TODAY


def answer(about: str, text: str | None) -> Answer:
    question = Question(id=about, text="?", why="", kind=AnswerKind.TEXT, assumption="")
    return Answer(question=question, text=text)


def merged(*answers: Answer, text: str = "run a race") -> GoalRequest:
    return apply_answers(GoalRequest(text=text, today=TODAY, answers=answers))


@pytest.mark.parametrize(
    ("about", "given", "text"),
    [
        ("deadline", "June", "run a race by June"),
        ("deadline", "in 10 weeks", "run a race in 10 weeks"),
        ("deadline", "before Easter", "run a race before Easter"),
        ("quantity", "10 km", "run a race. Target: 10 km"),
        ("baseline", "4 km", "run a race. Currently 4 km"),
        ("frequency", "3", "run a race. 3 days a week"),
        ("frequency", "every day", "run a race. every day"),
        ("item", "trail running", "run a race. trail running"),
        ("goals", "learn Spanish", "learn Spanish"),
        ("anything else", "rain", "run a race. rain"),
    ],
)
def test_an_answer_is_added_to_the_text(about: str, given: str, text: str) -> None:
    assert merged(answer(about, given)).text == text


def test_answers_are_added_in_order_and_then_gone() -> None:
    request = merged(answer("deadline", "June"), answer("quantity", "10 km"), text="run a race.")

    assert request.text == "run a race by June. Target: 10 km"
    assert request.answers == ()


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
    request = merged(answer("hours", given))

    assert request.circumstances.hours_per_week == hours
    assert request.text == "run a race"


@pytest.mark.parametrize(
    ("given", "confidence"), [("7", 7), ("seven", 7), ("12", 10), ("-3", 0), ("very", None)]
)
def test_confidence_goes_to_the_circumstances_within_its_scale(
    given: str, confidence: int | None
) -> None:
    assert merged(answer("confidence", given)).circumstances.confidence == confidence


def test_an_obstacle_becomes_a_constraint() -> None:
    request = GoalRequest(
        text="run",
        today=TODAY,
        circumstances=Circumstances(constraints=("no gym",)),
        answers=(answer("obstacle", "late shifts"),),
    )

    assert apply_answers(request).circumstances.constraints == ("no gym", "late shifts")


@pytest.mark.parametrize("given", [None, "", "  ", "skip", "don't know", "-", "?"])
def test_a_skipped_answer_changes_nothing(given: str | None) -> None:
    assert merged(answer("quantity", given)).text == "run a race"


@given(
    st.lists(st.tuples(st.sampled_from(["deadline", "quantity", "item"]), st.text()), max_size=5)
)
def test_the_text_never_exceeds_the_limit_of_a_goal(given: list[tuple[str, str]]) -> None:
    request = merged(*(answer(*one) for one in given), text="run " * 450)

    assert len(request.text) <= MAX_GOAL_CHARACTERS
