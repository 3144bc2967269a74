"""A question that names a number is answered about that number."""

from dataclasses import replace

import pytest

from core.chat.situation import Situation
from tests.factories.chats import FIVE_GOALS, answered, make_situation


def last_number(now: Situation) -> str:
    last = now.plan.milestones[-1]
    return f"{last.target:g} {last.unit}"


@pytest.mark.parametrize("question", ["Is {} not too much?", "Why {}?"])
def test_a_milestone_that_is_named_by_its_number_is_what_the_answer_is_about(
    question: str,
) -> None:
    now = make_situation()
    first = now.plan.milestones[0]
    number = f"{first.target:g} {first.unit}"

    reply = answered(make_situation(question.format(number)))

    assert reply.text.startswith(f"{number} is “{first.title}”")


def test_the_same_length_in_another_unit_is_the_same_number() -> None:
    assert answered(make_situation("Why 5000 m?")).text.startswith("5,000 m is “")


def test_two_questions_about_two_numbers_get_two_answers() -> None:
    saving = FIVE_GOALS[1]
    first, second = make_situation(goal=saving).plan.milestones[:2]
    question = f"Is {first.target:g} euros not too much? Why {second.target:g} euros after that?"

    text = answered(make_situation(question, goal=saving)).text

    before, _, after = text.partition(" To your other question: ")
    assert f"“{first.title}”" in before
    assert f"“{second.title}”" in after
    assert f"“{first.title}”" not in after


def test_the_second_question_repeats_nothing_of_the_first_answer() -> None:
    text = answered(make_situation("Is 5 km not too much? Why 1.5 km when I want 5 km?")).text

    assert text.count("5 km is “Run 5 km without stopping”") == 1
    assert "1.5 km is not in your plan." in text


def test_a_plan_that_ends_with_another_number_than_the_target_says_so() -> None:
    now = make_situation("Why 5 km when I want 10 km?")
    assert now.goal.target is not None
    changed = replace(now.goal, target=replace(now.goal.target, quantity=10.0))

    text = answered(replace(now, goal=changed)).text

    assert "10 km is your target." in text
    assert f"the plan ends with {last_number(now)}" in text
    assert "these do not fit" in text
    assert "“Correct this”" in text


def test_a_wanted_number_that_is_nowhere_is_named_with_the_way_to_correct_it() -> None:
    text = answered(make_situation("Why 5 km when I want 12 km?")).text

    assert "12 km is neither in your plan nor its target" in text
    assert "“Correct this”" in text
