"""The if-then plans of a goal stand where their moment can come, each wording at most twice."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.if_thens.choose import ChosenIfThens, IfThen
from core.offline.if_thens.weeks import MOST, if_thens_by_week
from core.resolutions.if_then import is_if_then


def plans(name: str, moments: int, answers: int) -> tuple[IfThen, ...]:
    return tuple(
        IfThen(situation=f"{name} moment {m} comes", action=f"take answer {a}")
        for a in range(answers)
        for m in range(moments)
    )


@given(own=st.integers(0, 3), usual=st.integers(1, 7), weeks=st.integers(1, 52))
def test_no_sentence_stands_more_than_twice(own: int, usual: int, weeks: int) -> None:
    chosen = ChosenIfThens(own=plans("own", own, 2), usual=plans("usual", usual, 1))

    written = if_thens_by_week(chosen, ["walk"] * weeks)

    assert len(written) == weeks
    assert all(is_if_then(sentence) for sentence in written)
    assert max(Counter(written).values()) <= MOST


@given(own=st.integers(1, 3), weeks=st.integers(1, 12))
def test_every_second_week_belongs_to_the_persons_own_moments(own: int, weeks: int) -> None:
    chosen = ChosenIfThens(own=plans("own", own, 2), usual=plans("usual", 4, 1))

    written = if_thens_by_week(chosen, ["walk"] * weeks)

    assert all("own moment" in sentence for sentence in written[::2])
    assert written[0] == chosen.own[0].sentence


def test_a_later_week_names_the_answer_and_needs_no_leafing_back() -> None:
    chosen = ChosenIfThens(own=(), usual=plans("usual", 1, 1))

    written = if_thens_by_week(chosen, ["walk"] * 4)

    full = chosen.usual[0].sentence
    assert written[:2] == (full, full)
    assert written[2] == "If usual moment 0 comes, then I will take answer 0, as in week 1."


def test_two_answers_to_a_moment_stand_together_before_any_is_repeated() -> None:
    chosen = ChosenIfThens(own=(), usual=plans("usual", 1, 2))

    written = if_thens_by_week(chosen, ["walk"] * 3)

    assert written[2] == (
        "If usual moment 0 comes, then I will take answer 0; "
        "if that does not help, I will take answer 1."
    )


@pytest.mark.parametrize(
    ("situation", "first"),
    [("the average has not moved for four weeks", 5), ("the belly domes in an exercise", 6)],
)
def test_a_usual_moment_waits_until_it_can_come(situation: str, first: int) -> None:
    late = IfThen(situation=situation, action="take the lighter one")
    chosen = ChosenIfThens(own=(), usual=(*plans("usual", 3, 1), late))
    weeks = [*["Walk outside"] * 5, *["Do the exercise with weights"] * 4]

    written = if_thens_by_week(chosen, weeks)

    assert next(n for n, said in enumerate(written, start=1) if situation in said) >= first
