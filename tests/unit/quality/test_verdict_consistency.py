"""Consistency: a strength needs an item answered yes, a suggestion one answered no."""

import pytest

from core.quality.rubric import RUBRIC, RubricItem
from core.quality.verdict import ItemVerdict, make_verdict
from core.quality.verdict_consistency import strength_is_supported, suggestion_is_redundant

EVIDENCE = "jogging beside the canal"


def answered(*no: str) -> tuple[ItemVerdict, ...]:
    """Return a yes for every item except the named ones."""
    return tuple(make_verdict(item, yes=item.id not in no, evidence=EVIDENCE) for item in RUBRIC)


def all_no() -> tuple[ItemVerdict, ...]:
    return answered(*(item.id for item in RUBRIC))


@pytest.mark.parametrize("item", RUBRIC, ids=lambda item: item.id)
def test_the_rubrics_own_strength_is_supported_by_a_yes_to_its_item(item: RubricItem) -> None:
    assert strength_is_supported(item.strength, answered())


@pytest.mark.parametrize("item", RUBRIC, ids=lambda item: item.id)
def test_the_rubrics_own_strength_is_not_supported_by_a_no_to_its_item(item: RubricItem) -> None:
    assert not strength_is_supported(item.strength, answered(item.id))


@pytest.mark.parametrize(
    ("item_id", "strength"),
    [
        ("measurability.frequency", "There is a countable rhythm."),
        ("measurability.frequency", "Counted three times every morning"),
        ("actionability.if_then", "A situation and an action are named."),
        ("specificity.end_date", "The length of time is clear."),
        ("specificity.obstacle", "It names an obstacle."),
    ],
)
def test_a_strength_in_other_words_is_matched_to_its_item(item_id: str, strength: str) -> None:
    assert strength_is_supported(strength, answered())
    assert not strength_is_supported(strength, answered(item_id))


def test_a_strength_that_matches_no_item_needs_the_evidence_of_a_yes() -> None:
    canal = "The canal is close by."

    assert strength_is_supported(canal, answered())
    assert not strength_is_supported(canal, all_no())
    assert not strength_is_supported("A library is close by.", answered())


@pytest.mark.parametrize("line", ["", "!?", "It is.", "and this will take them"])
def test_a_line_without_a_telling_word_supports_nothing(line: str) -> None:
    assert not strength_is_supported(line, answered())
    assert not suggestion_is_redundant(line, answered())


@pytest.mark.parametrize("item", RUBRIC, ids=lambda item: item.id)
def test_a_suggestion_is_redundant_after_a_yes_and_useful_after_a_no(item: RubricItem) -> None:
    suggestion = f"Answer this: {item.question}"

    assert suggestion_is_redundant(suggestion, answered())
    assert not suggestion_is_redundant(suggestion, answered(item.id))


def test_a_suggestion_that_matches_no_item_is_never_redundant() -> None:
    assert not suggestion_is_redundant("Bring a friend along the canal.", answered())


def test_words_match_in_any_case_and_form() -> None:
    assert suggestion_is_redundant("COUNT the RHYTHMS", answered())
    assert not suggestion_is_redundant("COUNT the RHYTHMS", answered("measurability.frequency"))
