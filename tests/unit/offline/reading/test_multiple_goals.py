"""Several goals in one text: the planned one and the others."""

import pytest

from core.goals.clarification import Answer, AnswerKind, Question
from core.offline.reading.multiple_goals import find_multiple_goals
from tests.factories.coaching import parse

TEXT = "Run a 5K by March, save 2,000 € for a trip and learn Spanish"


def answer(text: str | None, *, about: str = "goals") -> Answer:
    question = Question(
        id=about, text="Which one first?", why="", kind=AnswerKind.CHOICE, assumption="the first"
    )
    return Answer(question=question, text=text)


@pytest.mark.parametrize("text", ["Run 5 km by March", "learn to cook rice and beans", "be kind"])
def test_one_goal_has_no_others(text: str) -> None:
    assert find_multiple_goals(parse(text), ()) is None


def test_without_an_answer_the_first_goal_is_planned() -> None:
    found = find_multiple_goals(parse(TEXT), ())

    assert found is not None
    assert found.planned == "Run a 5K by March"
    assert found.others == ("save 2,000 € for a trip", "learn Spanish")


@pytest.mark.parametrize("chosen", ["learn Spanish", " learn Spanish. "])
def test_the_chosen_goal_is_planned_and_leaves_the_others(chosen: str) -> None:
    found = find_multiple_goals(parse(TEXT), (answer(chosen),))

    assert found is not None
    assert found.planned == "learn Spanish"
    assert found.others == ("Run a 5K by March", "save 2,000 € for a trip")


@pytest.mark.parametrize(
    "given", [answer("fly to Mars"), answer(None), answer("learn Spanish", about="item")]
)
def test_any_other_answer_changes_nothing(given: Answer) -> None:
    assert find_multiple_goals(parse(TEXT), (given,)) == find_multiple_goals(parse(TEXT), ())


def test_what_a_person_does_not_want_is_a_limit_and_no_further_goal() -> None:
    facts = parse("I want to swim 1 km by May. Also don't want to pay for a coach.")

    assert find_multiple_goals(facts, ()) is None
    assert any("pay for a coach" in span.text for span in facts.constraints)


def test_a_habit_that_is_to_end_stays_a_goal() -> None:
    text = "I want to run 10 km by May. I also don't want to smoke any more."

    found = find_multiple_goals(parse(text), ())

    assert found is not None
    assert found.others == ("I also don't want to smoke any more",)
