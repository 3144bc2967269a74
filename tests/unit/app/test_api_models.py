"""Models of the API: they have the fields of the domain that they describe."""

from app.api.endpoints.ratings import GivenRating, NewRating, RatingAnswersJson
from core.quality.rating import RATING_DIMENSIONS


def test_ratings_have_exactly_the_questions_of_the_domain() -> None:
    assert tuple(RatingAnswersJson.model_fields) == RATING_DIMENSIONS
    for model in (NewRating, GivenRating):
        assert set(RATING_DIMENSIONS) <= set(model.model_fields)
