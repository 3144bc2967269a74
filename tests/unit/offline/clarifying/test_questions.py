"""Clarifying questions: which are asked, in which round, and when none is."""

import pytest

from core.goals.clarification import MAX_QUESTIONS_PER_ROUND, Answer, AnswerKind, Question
from core.goals.goal import Circumstances
from core.offline.clarifying.questions import ROUNDS, next_questions
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts
from tests.factories.coaching import PLAYBOOKS, parse


def ask(
    text: str, circumstances: Circumstances | None = None, answers: tuple[Answer, ...] = ()
) -> tuple[Question, ...]:
    facts: GoalFacts = parse(text)
    about = circumstances or Circumstances()
    return next_questions(facts, PLAYBOOKS.get(facts.domain), about, answers)


def ids(questions: tuple[Question, ...]) -> list[str]:
    return [question.id for question in questions]


def answered(questions: tuple[Question, ...], text: str | None = "5") -> tuple[Answer, ...]:
    return tuple(Answer(question=question, text=text) for question in questions)


def test_the_first_round_asks_what_changes_the_plan_most() -> None:
    assert ids(ask("run a race")) == ["deadline", "quantity", "baseline"]


def test_later_rounds_ask_about_time_and_obstacles() -> None:
    first = ask("run a race")
    second = ask("run a race", answers=answered(first))
    third = ask("run a race", answers=answered((*first, *second)))

    assert "hours" in ids(second)
    assert ids(third) == ["obstacle", "confidence"]
    assert ask("run a race", answers=answered((*first, *second, *third))) == ()


def test_a_skipped_round_ends_the_questions() -> None:
    first = ask("run a race")

    assert ask("run a race", answers=answered(first, None)) == ()


def test_one_answer_of_a_round_is_enough_to_go_on() -> None:
    first = ask("run a race")
    one = (*answered(first[:1]), *answered(first[1:], None))

    assert ask("run a race", answers=one)


@pytest.mark.parametrize(
    ("circumstances", "known"),
    [
        (Circumstances(weeks=10), "deadline"),
        (Circumstances(hours_per_week=3), "hours"),
        (Circumstances(confidence=8), "confidence"),
        (Circumstances(constraints=("night shifts",)), "obstacle"),
    ],
)
def test_known_circumstances_are_not_asked(circumstances: Circumstances, known: str) -> None:
    def all_ids(about: Circumstances) -> set[str]:
        found: tuple[Question, ...] = ()
        while questions := ask("run a race", about, answered(found)):
            found = (*found, *questions)
        return {question.id for question in found}

    assert known in all_ids(Circumstances())
    assert known not in all_ids(circumstances)


def test_a_goal_with_every_fact_has_no_questions() -> None:
    text = "run 10 km by June, I can run 4 km now, 3 hours a week, but I get bored"

    assert ask(text, Circumstances(confidence=8)) == ()


def test_several_goals_are_a_choice_between_them() -> None:
    question = next(q for q in ask("run 5k and save 1000 dollars") if q.id == "goals")

    assert question.kind is AnswerKind.CHOICE
    assert question.options == ("run 5k", "save 1000 dollars")
    assert question.assumption == "“run 5k”"


@pytest.mark.parametrize(
    ("text", "asked"),
    [("learn Spanish", True), ("learn enough Spanish to order food in Madrid", False)],
)
def test_the_item_is_asked_only_for_a_short_aim(text: str, asked: bool) -> None:
    known = answered((*ask(text), *ask(text, answers=answered(ask(text)))))

    assert ("item" in {a.question.id for a in known}) is asked


def test_a_question_of_the_playbook_names_the_language() -> None:
    found: tuple[Question, ...] = ()
    while questions := ask("learn Spanish", answers=answered(found)):
        found = (*found, *questions)

    assert not any("the language" in question.text for question in found)
    assert any("Spanish" in question.text for question in found)


@pytest.mark.parametrize("playbook", PLAYBOOKS.playbooks, ids=PLAYBOOKS.domains)
def test_every_round_of_every_playbook_is_short_and_asks_nothing_twice(playbook: Playbook) -> None:
    facts = parse("be kind")
    answers: tuple[Answer, ...] = ()
    rounds = 0
    while questions := next_questions(facts, playbook, Circumstances(), answers):
        assert len(questions) <= MAX_QUESTIONS_PER_ROUND
        assert all(q.text and q.why and q.assumption for q in questions)
        assert not set(ids(questions)) & {a.question.id for a in answers}
        answers = (*answers, *answered(questions))
        rounds += 1

    assert 1 <= rounds <= len(ROUNDS)


def test_numbers_have_a_unit() -> None:
    found: tuple[Question, ...] = ()
    while questions := ask("run a race", answers=answered(found)):
        found = (*found, *questions)

    units = {q.id: q.unit for q in found if q.kind is AnswerKind.NUMBER}
    assert units.items() >= {"hours": "hours a week", "confidence": "0 to 10"}.items()
    assert all(units.values())
    assert {q.unit for q in found if q.kind is not AnswerKind.NUMBER} == {""}
