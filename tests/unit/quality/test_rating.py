"""Ratings: which are accepted, and the one definition of their questions."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidInput
from core.quality.rating import (
    MAX_COMMENT_CHARACTERS,
    RATING_DIMENSIONS,
    RATING_QUESTIONS,
    Rating,
    accept_rating,
)
from core.store.ratings.read import RatingChange, RatingRow
from core.store.ratings.tables import rating_history, ratings
from core.store.ratings.values import RatingRecord

ANSWERS = st.none() | st.booleans()


@given(half_stars=st.integers(1, 10))
def test_half_stars_from_half_a_star_to_five_are_accepted(half_stars: int) -> None:
    rating = Rating(stars=half_stars / 2)

    assert accept_rating(rating) == rating


@pytest.mark.parametrize("stars", [-1, 0, 0.25, 0.4, 1.1, 4.9, 5.5, 10])
def test_other_stars_are_refused_with_what_is_accepted(stars: float) -> None:
    with pytest.raises(InvalidInput, match=f"{stars:g} stars") as refusal:
        accept_rating(Rating(stars=stars))

    assert refusal.value.field == "rating"
    assert "0.5 to 5 in halves" in (refusal.value.advice or "")


def test_a_comment_is_cleaned_and_everything_else_is_unchanged() -> None:
    rating = Rating(stars=4, clarity=False, motivation=True, comment=" Nice,\x00\n\n but  tight ")

    accepted = accept_rating(rating)

    assert accepted == replace(rating, comment="Nice,\nbut tight")


def test_a_comment_may_be_as_long_as_the_limit_and_no_longer() -> None:
    longest = "x" * MAX_COMMENT_CHARACTERS
    assert accept_rating(Rating(stars=3, comment=longest)).comment == longest

    with pytest.raises(InvalidInput, match="4,001 characters") as refusal:
        accept_rating(Rating(stars=3, comment=f"{longest}x"))

    assert refusal.value.field == "comment"


def test_there_are_four_questions_each_with_its_text() -> None:
    assert RATING_DIMENSIONS == ("usefulness", "clarity", "motivation", "personalization")
    assert all(text.endswith("?") for text in RATING_QUESTIONS.values())
    assert len(set(RATING_QUESTIONS.values())) == 4


@given(answers=st.tuples(ANSWERS, ANSWERS, ANSWERS, ANSWERS))
def test_answers_are_listed_by_question_in_order(answers: tuple[bool | None, ...]) -> None:
    given_answers = dict(zip(RATING_DIMENSIONS, answers, strict=True))

    rating = Rating(stars=3, **given_answers)

    assert list(rating.answers().items()) == list(given_answers.items())


def test_an_unanswered_question_is_none_and_not_no() -> None:
    assert set(Rating(stars=3).answers().values()) == {None}


@pytest.mark.parametrize("record", [RatingRecord, RatingRow, RatingChange])
def test_every_record_of_a_rating_has_each_question(record: type) -> None:
    assert set(RATING_DIMENSIONS) <= set(record.__dataclass_fields__)


def test_every_table_of_ratings_has_a_column_per_question() -> None:
    for table in (ratings, rating_history):
        assert set(RATING_DIMENSIONS) <= set(table.columns.keys())
