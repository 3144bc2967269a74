"""The rubric: its items are complete, distinct and worded as yes-no questions."""

import pytest

from core.quality.rubric import (
    DIMENSIONS,
    RUBRIC,
    Dimension,
    RubricItem,
    Scope,
    item_by_id,
    items_of,
)


def test_the_dimensions_have_their_fixed_order() -> None:
    assert DIMENSIONS == ("clarity", "specificity", "measurability", "actionability")


def test_every_id_is_unique_and_names_its_dimension() -> None:
    assert len({item.id for item in RUBRIC}) == len(RUBRIC)
    assert all(item.id.startswith(f"{item.dimension}.") for item in RUBRIC)


@pytest.mark.parametrize("dimension", Dimension)
def test_the_items_of_a_dimension_are_those_of_the_rubric_in_order(dimension: Dimension) -> None:
    items = items_of(dimension)

    assert 5 <= len(items) <= 8
    assert [item for item in RUBRIC if item in items] == list(items)
    assert {item.dimension for item in items} == {dimension}


@pytest.mark.parametrize("dimension", Dimension)
def test_every_dimension_asks_for_fit(dimension: Dimension) -> None:
    assert any(item.scope == Scope.FIT for item in items_of(dimension))


def test_the_dimensions_share_no_item_and_leave_none_out() -> None:
    assert [item for dimension in DIMENSIONS for item in items_of(dimension)] == list(RUBRIC)


@pytest.mark.parametrize("item", RUBRIC, ids=lambda item: item.id)
def test_an_item_asks_a_question_and_has_a_sentence_for_each_answer(item: RubricItem) -> None:
    assert "?" in item.question
    assert item.strength.endswith(".")
    assert item.suggestion.endswith(".")
    assert item.suggestion.count("<") == item.suggestion.count(">") >= 1


def test_no_two_items_share_a_sentence() -> None:
    for texts in (
        {item.question for item in RUBRIC},
        {item.strength for item in RUBRIC},
        {item.suggestion for item in RUBRIC},
    ):
        assert len(texts) == len(RUBRIC)


@pytest.mark.parametrize("item", RUBRIC, ids=lambda item: item.id)
def test_an_item_is_found_by_its_id(item: RubricItem) -> None:
    assert item_by_id(item.id) is item


@pytest.mark.parametrize(
    "item_id", ["", "clarity", "clarity.", "clarity.unknown", "CLARITY.REASON"]
)
def test_an_unknown_id_has_no_item(item_id: str) -> None:
    assert item_by_id(item_id) is None
