"""The small words of a composed sentence agree; what was written well or is quoted stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.grammar.agreement import faults_in, mended
from core.offline.grammar.drafts import with_grammar
from core.plans.draft import PlanDraft, TaskDraft, WeekDraft
from tests.factories.coaching import PLAYBOOKS


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("Start with my own a small sum.", "Start with my own small sum."),
        ("Finish the your chapter", "Finish the chapter"),
        ("Write a outline of a chapter", "Write an outline of a chapter"),
        ("Plan 1 weeks and 2 weeks", "Plan 1 week and 2 weeks"),
        ("If i dont feel like it, then I will walk.", "If I don't feel like it, then I will walk."),
        ("You was late and you is tired", "You were late and you are tired"),
        ("Look at the the list", "Look at the list"),
        ("Walk ten minutes , then rest..", "Walk ten minutes, then rest."),
    ],
)
def test_small_words_that_do_not_agree_are_put_right(broken: str, right: str) -> None:
    assert list(faults_in(broken))
    assert mended(broken) == right
    assert not list(faults_in(right))


@pytest.mark.parametrize(
    "sentence",
    [
        "Do workout A and add one repetition",
        "Choose plan A and plan B",
        "Read week 1 steps, then a unit, an hour and a one-page letter",
        "Own the room, ill or not",
        "You said “i cant do mondays”, so the plan keeps them free.",
        "Play p-i-m-a over four chords",
        "Sing i, t, l",
    ],
)
def test_a_sentence_that_is_right_stays(sentence: str) -> None:
    assert mended(sentence) == sentence


@given(st.text(max_size=60))
def test_mending_twice_is_mending_once(text: str) -> None:
    assert mended(mended(text)) == mended(text)


def test_no_sentence_of_the_packaged_topics_is_changed() -> None:
    for playbook in PLAYBOOKS.playbooks:
        for phase in playbook.phases:
            for sentence in (*phase.practice, *phase.focus, *(step.title for step in phase.steps)):
                assert mended(sentence) == sentence


def test_every_sentence_of_a_draft_is_mended_and_a_right_draft_is_the_same_object() -> None:
    week = WeekDraft(phase="Start", focus="Look at a outline", tasks=[], if_then="")
    task = TaskDraft(title="Write a outline", minutes=10)
    broken = PlanDraft(weeks=[week.model_copy(update={"tasks": [task]})])

    right = with_grammar(broken)

    assert right.weeks[0].focus == "Look at an outline"
    assert right.weeks[0].tasks[0].title == "Write an outline"
    assert with_grammar(right) is right
