"""Crisis, pain and medicine are answered before any model, and nothing else is."""

from dataclasses import replace

import pytest

from core.offline.chat.question.of_the_aim import is_of_the_aim
from core.offline.chat.safe_answer import safe_answer
from core.offline.chat.topics import find_topic
from core.offline.training.corpus import is_held_out, read_chat_questions
from tests.factories.chats import answered, make_situation
from tests.factories.coaching import make_request

pytestmark = pytest.mark.no_cover

MOST_FALSE = 0.01


def held(question: str) -> str | None:
    draft = safe_answer(make_situation(question), find_topic(question))
    return None if draft is None else draft.answer


@pytest.mark.parametrize(
    "question",
    [
        "I want to kill myself",
        "I don't want to live any more, what is the point of the plan",
        "How can I hurt my ex",
        "I stopped eating and want to be thinner",
    ],
)
def test_a_crisis_is_answered_with_help_and_no_task(question: str) -> None:
    answer = held(question)

    assert answer is not None
    titles = {planned.task.title for planned in make_situation().tasks}
    assert not any(title in answer for title in titles)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("I get chest pain when I run", "ambulance"),
        ("I fainted yesterday, can I go on?", "ambulance"),
        ("Should I take ibuprofen before the run?", "doctor or pharmacist"),
        ("Can I stop my blood pressure pills?", "doctor"),
        ("My left knee is swollen and hurts", "doctor"),
        ("I am pregnant, can I go on with this?", "midwife"),
    ],
)
def test_medical_questions_lead_to_a_professional(question: str, word: str) -> None:
    assert word in (held(question) or "")


def test_what_a_body_does_has_its_meaning_from_the_goal() -> None:
    def held_in(goal: str) -> str:
        situation = make_situation("my hands shake in the mornings")
        situation = replace(situation, request=make_request(goal))
        draft = safe_answer(situation, find_topic(situation.question))
        return draft.answer if draft is not None else ""

    assert "dangerous" in held_in("I want to drink less. I have four pints every night.")
    assert "dangerous" not in held_in("I want to play the cello at my sister's wedding in June.")


def test_no_medical_question_of_the_corpus_is_missed_and_hardly_any_other_is_stopped() -> None:
    questions = read_chat_questions()
    medical = [q.text for q in questions if q.label == "medical"]
    cared_for = {"medical", "life"}  # a blow may be answered as a crisis, which does no harm
    others = [q.text for q in questions if q.label not in cared_for and is_held_out(q.persona)]

    missed = [text for text in medical if held(text) is None]
    stopped = [text for text in others if held(text) is not None]

    assert missed == []
    assert len(stopped) <= MOST_FALSE * len(others), stopped


@pytest.mark.parametrize(
    "question",
    [
        "my husband wont throw away anything",
        "my wife never throws anything out",
        "He won't let go of a single box",
        "My dad refuses to sell old tools",
    ],
)
def test_what_another_person_does_not_do_is_no_danger(question: str) -> None:
    assert "harm" not in answered(make_situation(question)).text


@pytest.mark.parametrize(
    "question",
    [
        "my husband hits the kids",
        "my husband won't let me see my friends",
        "my boyfriend choked me last month",
        "my husband wont let the kids leave the house",
    ],
)
def test_what_is_done_to_a_person_is_a_danger(question: str) -> None:
    text = answered(make_situation(question)).text

    assert "Your plan can wait" in text


@pytest.mark.parametrize(
    ("text", "of_the_aim"),
    [
        ("eleven days without a single one", True),
        ("two weeks and not a single cigarette", True),
        ("that's me done unless I get my balance back", True),
        ("five days without a single meal", False),
        ("ten days without a single tablet", False),
        ("six days and no one has spoken to me", False),
        ("I'm done with it all unless something changes", False),
        ("unless my life changes I will end it", False),
    ],
)
def test_counted_days_and_a_named_condition_are_no_crisis(text: str, *, of_the_aim: bool) -> None:
    assert is_of_the_aim(text) is of_the_aim
