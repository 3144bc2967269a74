"""One sentence added to a resolution: which are refused, and where each kind is added."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidInput
from core.resolutions.if_then import is_if_then
from core.resolutions.improve import MAX_SENTENCE_CHARACTERS, accept_sentence, add_sentence
from core.resolutions.resolution import Challenge, Metric, Resolution, Strategy

RESOLUTION = Resolution(
    title="Get fitter",
    description="Move more",
    rationale="It suits you.",
    smart_statement="I move.",
    starts_on=date(2027, 1, 4),
    ends_on=date(2027, 3, 28),
    metrics=(Metric(name="Sessions", target="3", how="Counted"),),
    timeline=(),
    challenges=(Challenge(obstacle="Rain", if_then="If it rains, then I will climb stairs."),),
    strategies=(Strategy(name="Same days", description="Run on the same days."),),
)
ITEMS = (
    "clarity.outcome",
    "clarity.reason",
    "specificity.quantity",
    "specificity.obstacle",
    "measurability.method",
    "measurability.number",
    "actionability.first_step",
    "actionability.if_then",
    "actionability.fits_time",
)


@pytest.mark.parametrize("sentence", ["", "   ", "\x00\n", "…", "<>"])
def test_an_empty_sentence_is_refused(sentence: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        accept_sentence(sentence)

    assert refused.value.field == "sentence"


def test_a_too_long_sentence_is_refused() -> None:
    assert accept_sentence("x" * (MAX_SENTENCE_CHARACTERS))
    with pytest.raises(InvalidInput, match=f"{MAX_SENTENCE_CHARACTERS}|301"):
        accept_sentence("x" * (MAX_SENTENCE_CHARACTERS + 1))


def test_a_gap_that_is_still_open_is_named() -> None:
    with pytest.raises(InvalidInput, match="<reason>"):
        accept_sentence("This matters to me because <reason>.")


def test_a_sentence_is_folded_to_one_line_and_closed() -> None:
    assert accept_sentence(" I run \n three times a\tweek ") == "I run three times a week."
    assert accept_sentence("Really!") == "Really!"


def test_a_sentence_for_the_aim_becomes_the_title() -> None:
    assert add_sentence(RESOLUTION, "clarity.plain_words", "I run 5 km.").title == "I run 5 km"


def test_an_action_is_added_before_the_statement() -> None:
    assert (
        add_sentence(RESOLUTION, "specificity.action", "I run 5 km.").smart_statement
        == "I run 5 km. I move."
    )


def test_a_measure_is_added_to_the_first_metric() -> None:
    improved = add_sentence(RESOLUTION, "measurability.method", "I log it every Sunday.")

    assert improved.metrics == (
        Metric(name="Sessions", target="3", how="Counted. I log it every Sunday."),
    )


def test_an_if_then_plan_becomes_a_challenge_named_after_its_situation() -> None:
    improved = add_sentence(
        RESOLUTION, "actionability.if_then", "If a meeting runs late, then I will walk."
    )

    assert improved.challenges[1] == Challenge(
        obstacle="A meeting runs late", if_then="If a meeting runs late, then I will walk."
    )


def test_an_answer_without_a_situation_becomes_an_if_then_plan() -> None:
    improved = add_sentence(
        RESOLUTION, "actionability.if_then", "I will walk.", obstacle="late meetings"
    )

    assert is_if_then(improved.challenges[1].if_then)
    assert "late meetings" in improved.challenges[1].if_then


def test_a_first_step_comes_before_the_other_strategies() -> None:
    improved = add_sentence(
        RESOLUTION, "actionability.first_step", "This week I will run on Monday."
    )

    assert [s.name for s in improved.strategies] == ["First step", "Same days"]


def test_any_other_sentence_is_added_to_the_description() -> None:
    improved = add_sentence(RESOLUTION, "clarity.reason", "This matters to me because of my knees.")

    assert improved.description == "Move more. This matters to me because of my knees."


@given(st.sampled_from(ITEMS), st.text(min_size=1, max_size=80))
def test_the_text_before_stays_apart_from_the_title(item_id: str, words: str) -> None:
    sentence = f"I {words}."
    improved = add_sentence(RESOLUTION, item_id, sentence, obstacle="rain")

    assert improved != RESOLUTION
    assert RESOLUTION.description in improved.description
    assert RESOLUTION.smart_statement in improved.smart_statement
    assert RESOLUTION.metrics[0].how in improved.metrics[0].how
    assert set(RESOLUTION.challenges) <= set(improved.challenges)
    assert set(RESOLUTION.strategies) <= set(improved.strategies)
