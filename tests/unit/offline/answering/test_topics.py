"""Questions about a topic are answered by what they are most like, and rarely wrongly."""

from pathlib import Path

import pytest

from core.errors import ConfigurationError
from core.offline.answering.reply import ALIKE
from core.offline.playbooks.answer_bank import ANY_TOPIC, load_answers
from core.offline.playbooks.library import GENERAL
from tests.factories.coaching import COACH, PLAYBOOKS

pytestmark = pytest.mark.no_cover

ASKED = [
    line.split("\t")
    for line in Path(__file__).with_name("asked.tsv").read_text(encoding="utf-8").splitlines()
]
"""Topic, question, and words of the answer; "-" if nothing written answers it."""
UNKNOWN = "-"
BANK = load_answers()


def test_every_topic_has_answers_of_a_few_sentences() -> None:
    for playbook in PLAYBOOKS:
        own = BANK.topics.get(playbook.name, ())
        assert len(own) >= 6 or playbook.name == GENERAL, playbook.name
    for answers in BANK.topics.values():
        for each in answers:
            assert 1 <= each.answer.count(". ") + each.answer.count(": ") + 1 <= 5, each.answer
            assert len(each.answer) <= 330, each.answer
            assert all(ask.endswith("?") for ask in each.asks)
    assert set(BANK.topics) - {ANY_TOPIC} <= set(PLAYBOOKS.domains)


def test_questions_in_other_words_find_their_answer_and_strange_ones_find_none() -> None:
    right = wrong = strange = 0
    for topic, question, words in ASKED:
        match = COACH.playbook_for(topic).find_answer(question)
        assert match is not None
        if match[1] < ALIKE:
            continue
        right += words != UNKNOWN and words.lower() in match[0].answer.lower()
        wrong += words != UNKNOWN and words.lower() not in match[0].answer.lower()
        strange += words == UNKNOWN
    known = sum(words != UNKNOWN for _, _, words in ASKED)

    assert right >= 0.7 * known, right
    assert wrong <= 0.06 * known, wrong
    assert strange <= 0.1 * (len(ASKED) - known), strange


def test_a_source_that_is_not_there_is_an_error() -> None:
    bank = BANK.model_copy(update={"sources": {}})

    with pytest.raises(ConfigurationError, match="unknown source"):
        bank.answers_for("running", ())


def test_an_answer_brings_its_source() -> None:
    match = PLAYBOOKS.get("moving_house").find_answer("Should I rent a van or hire movers?")

    assert match is not None
    assert match[0].source is not None
    assert "FMCSA" in match[0].source.title
