"""What may be read of an answer while it is written: whole sentences that fit the plan."""

import json
import threading

import pytest

from core.chat.partial_answers import MOST, PartialAnswers, answer_so_far, showable
from tests.factories.chats import make_situation

ANSWER = (
    "Week 3 has “four” tasks, caf\u00e9 \\ \U0001f3c3.\nStart with the shortest one! Then rest."
)


@pytest.mark.parametrize("ascii_only", [True, False])
def test_of_each_beginning_of_a_draft_the_beginning_of_its_answer_is_read(
    ascii_only: bool,
) -> None:
    draft = json.dumps({"answer": ANSWER, "citations": []}, ensure_ascii=ascii_only)

    read = [answer_so_far(draft[:end]) for end in range(len(draft) + 1)]

    assert read[0] == ""
    assert read[-1] == ANSWER
    assert all(ANSWER.startswith(text) for text in read)
    assert [len(text) for text in read] == sorted(len(text) for text in read)


def test_only_whole_sentences_are_shown() -> None:
    now = make_situation()

    assert showable("Week 3 is on. Start with the sh", now) == "Week 3 is on."
    assert showable("Week 3 is", now) == ""
    assert showable("It takes 1.", now) == showable("It takes 1.5 hours", now) == ""


def test_from_the_first_sentence_against_the_plan_on_nothing_is_shown() -> None:
    now = make_situation()

    shown = showable("Week 3 is on. Wait for week 400. Then go on.", now)

    assert shown == "Week 3 is on."


def test_harmful_advice_is_not_shown() -> None:
    now = make_situation()

    assert showable("Good. Fast for a week and eat 500 calories a day. Go.", now) == "Good."


def test_answers_are_dropped_and_never_more_than_a_bound() -> None:
    answers = PartialAnswers()
    threads = [
        threading.Thread(target=answers.put, args=(f"r{n}", "text")) for n in range(MOST + 9)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alive = [n for n in range(MOST + 9) if answers.get(f"r{n}")]
    answers.drop(f"r{alive[0]}")

    assert len(alive) == MOST
    assert answers.get(f"r{alive[0]}") == ""
