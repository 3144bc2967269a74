"""The follow-up goals of a text: its other goals, and the goal at full length."""

import pytest

from core.goals.clarification import Answer, AnswerKind, Question
from core.goals.goal import Circumstances, GoalRequest, Style
from tests.factories.coaching import COACH, TODAY


def request(text: str, *, answers: tuple[Answer, ...] = (), **about: object) -> GoalRequest:
    return GoalRequest(
        text=text, circumstances=Circumstances(**about), today=TODAY, answers=answers
    )  # type: ignore[arg-type]


def which_first(text: str) -> Answer:
    question = Question(
        id="goals", text="Which one first?", why="", kind=AnswerKind.CHOICE, assumption="the first"
    )
    return Answer(question=question, text=text)


def test_one_goal_has_no_others() -> None:
    assert COACH.find_multiple_goals(request("Run 5 km by March")) is None


def test_the_first_goal_is_planned_and_the_others_keep_their_words() -> None:
    found = COACH.find_multiple_goals(
        request("Run a 5K by March, save 2,000 € for a trip and learn Spanish")
    )

    assert found is not None
    assert (found.planned, found.others) == (
        "Run a 5K by March",
        ("save 2,000 € for a trip", "learn Spanish"),
    )


def test_the_chosen_goal_is_planned() -> None:
    text = "Run a 5K by March and learn Spanish"

    found = COACH.find_multiple_goals(request(text, answers=(which_first("learn Spanish"),)))

    assert found is not None
    assert (found.planned, found.others) == ("learn Spanish", ("Run a 5K by March",))


def test_a_goal_that_fits_has_no_second_choice() -> None:
    assert COACH.full_length_goal(request("Run 5 km by the end of March")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Run a marathon in 3 weeks",
        "Lose 20 kg in 4 weeks",
        "Lose 20 kg by Christmas because I want to dance",
    ],
)
def test_the_full_length_goal_fits(text: str) -> None:
    whole = COACH.full_length_goal(request(text))

    assert whole is not None
    assert whole.text != text
    assert "until" in whole.label
    assert COACH.full_length_goal(request(whole.text)) is None


def test_only_the_deadline_changes() -> None:
    whole = COACH.full_length_goal(
        request(
            "Run a marathon in 3 weeks because I promised it",
            style=Style.AGGRESSIVE,
            constraints=("no gym",),
        )
    )

    assert whole is not None
    assert whole.text.startswith("Run a marathon by ")
    assert whole.text.endswith(" because I promised it")
    assert whole.circumstances == Circumstances(style=Style.AGGRESSIVE, constraints=("no gym",))


def test_the_new_date_replaces_a_number_of_weeks() -> None:
    whole = COACH.full_length_goal(request("Lose 20 kg", weeks=4))

    assert whole is not None
    assert whole.circumstances.weeks is None
    assert whole.text.startswith("Lose 20 kg by ")


def test_a_goal_without_enough_hours_gets_hours_and_the_same_date() -> None:
    whole = COACH.full_length_goal(request("Run a half marathon by June", hours_per_week=1.0))

    assert whole is not None
    assert whole.text == "Run a half marathon by June"
    assert (whole.circumstances.hours_per_week or 0) > 1
    assert "hours a week" in whole.label


def test_a_goal_of_years_is_marked_as_first_year_only() -> None:
    whole = COACH.full_length_goal(request("Become fluent in Japanese in a month"))

    assert whole is not None
    assert whole.first_year_only
