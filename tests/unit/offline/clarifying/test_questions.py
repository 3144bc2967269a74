"""The questions of a card: at most three, only what would change the plan, each can be skipped."""

from dataclasses import replace

import pytest

from core.goals.clarification import MAX_QUESTIONS, AnswerKind, Question
from core.goals.goal import Circumstances
from core.goals.reading import SlotName
from core.offline.clarifying.questions import choose_questions
from core.offline.playbooks.schema import Playbook
from tests.factories.coaching import COACH, PLAYBOOKS, TODAY, make_request, parse


def ask(
    text: str, circumstances: Circumstances | None = None, **answers: str
) -> tuple[Question, ...]:
    request = make_request(text, circumstances)
    accepted = COACH.accept_answers(request, answers, today=TODAY)
    return COACH.read_card(replace(request, answers=accepted)).questions


def ids(questions: tuple[Question, ...]) -> list[str]:
    return [question.id for question in questions]


def test_what_changes_the_plan_most_is_asked() -> None:
    assert ids(ask("run a race")) == ["to", "by", "from"]


def test_what_was_set_is_not_asked_and_makes_room_for_the_next_question() -> None:
    assert ids(ask("run a race", to="10 km", by="June")) == ["from", "hours", "obstacle"]


@pytest.mark.parametrize(
    ("circumstances", "known"),
    [
        (Circumstances(weeks=10), "by"),
        (Circumstances(hours_per_week=3), "hours"),
        (Circumstances(constraints=("night shifts",)), "obstacle"),
    ],
)
def test_known_circumstances_are_not_asked(circumstances: Circumstances, known: str) -> None:
    rest = {"to": "10 km", "from": "2 km", "by": "June"}
    rest.pop(known, None)

    assert known in ids(ask("run a race", **rest))
    assert known not in ids(ask("run a race", circumstances, **rest))


def test_a_goal_with_every_fact_has_no_questions() -> None:
    text = "run 10 km by 30 June 2027, I can run 4 km now, 3 hours a week, but I get bored"

    assert ask(text) == ()


def test_a_day_that_the_words_leave_open_is_asked() -> None:
    (question,) = ask("run 10 km by June, I can run 4 km now, 3 hours a week, but I get bored")

    assert (question.id, question.assumption) == ("by", "1 June 2027")


def test_several_goals_are_a_choice_between_them() -> None:
    question = next(q for q in ask("run 5k and save 1000 dollars") if q.id == "goals")

    assert question.kind is AnswerKind.CHOICE
    assert question.options == ("run 5k", "save 1000 dollars")
    assert question.assumption == "“run 5k”"


def test_a_goal_in_another_language_is_asked_for_in_plain_words() -> None:
    found = ask("Ich möchte bis Juni besser kochen lernen")

    assert ids(found)[0] == "aim"


@pytest.mark.parametrize("playbook", PLAYBOOKS.playbooks, ids=PLAYBOOKS.domains)
def test_the_questions_of_every_playbook_are_few_and_their_assumptions_can_be_read(
    playbook: Playbook,
) -> None:
    facts = parse("be kind")
    reading = COACH.read_card(make_request("be kind")).reading
    questions = choose_questions(reading, facts, playbook, Circumstances())

    assert 1 <= len(questions) <= MAX_QUESTIONS
    assert all(q.text and q.why and q.assumption for q in questions)
    assert all(q.example for q in questions if q.id in set(SlotName))
    assert len(set(ids(questions))) == len(questions)
