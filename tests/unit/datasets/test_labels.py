"""A label says something of the rubric, and agreement counts pairs of people."""

import pytest

from core.datasets.agreement import OVERALL, GivenVerdict, agreement_of
from core.datasets.label import ANSWERABLE, QUESTIONS, Verdict, accept_verdict
from core.errors import InvalidInput
from core.quality.rubric import RUBRIC, Scope


def test_every_item_and_dimension_of_a_reply_can_pass_or_fail() -> None:
    asked = {item.id for item in RUBRIC if item.scope is not Scope.GOAL}

    assert asked == set(QUESTIONS)
    assert asked | {"clarity", "specificity", "measurability", "actionability"} == ANSWERABLE


@pytest.mark.parametrize(
    ("verdict", "field"),
    [
        (Verdict(), "overall"),
        (Verdict(note="only words"), "overall"),
        (Verdict(overall=11), "overall"),
        (Verdict(overall=-1), "overall"),
        (Verdict(answers={"charm": True}), "answers"),
        (Verdict(overall=3, note="x" * 2_001), "note"),
    ],
)
def test_a_verdict_that_says_nothing_of_the_rubric_is_refused(verdict: Verdict, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        accept_verdict(verdict)

    assert refused.value.field == field


def test_a_zero_is_a_verdict() -> None:
    assert accept_verdict(Verdict(overall=0, note=" a \x07 b ")).note == "a b"


def given(subject: str, labeller: str, **verdict: object) -> GivenVerdict:
    return GivenVerdict(subject=subject, labeller=labeller, verdict=Verdict(**verdict))  # type: ignore[arg-type]


def test_agreement_counts_each_pair_of_people_on_each_question_they_both_answered() -> None:
    found = agreement_of(
        [
            given("a", "x", overall=8, answers={"clarity": True}),
            given("a", "y", overall=7, answers={"clarity": False, "specificity": True}),
            given("a", "z", overall=2),
            given("b", "x", overall=9),
            given("c", "y", answers={"clarity": True}),
            given("c", "z", answers={"clarity": True}),
        ]
    )

    assert [(one.question, one.same, one.pairs) for one in found] == [
        (OVERALL, 1, 3),
        ("clarity", 1, 2),
    ]
    assert found[1].interval is not None
    assert found[1].interval.contains(0.5)


def test_one_labeller_alone_shows_no_agreement() -> None:
    assert agreement_of([given("a", "x", overall=8), given("b", "x", overall=8)]) == ()
