"""Models of the API: they have the fields of the domain that they describe."""

from typing import get_args

from app.api.goal_schema import GoalProgress
from app.api.ratings import GivenRating, NewRating, RatingAnswersJson
from core.quality.rating import RATING_DIMENSIONS
from core.tracing.names import STAGE_OF_SPAN


def test_ratings_have_exactly_the_questions_of_the_domain() -> None:
    assert tuple(RatingAnswersJson.model_fields) == RATING_DIMENSIONS
    for model in (NewRating, GivenRating):
        assert set(RATING_DIMENSIONS) <= set(model.model_fields)


def test_the_stages_of_a_goal_are_those_that_have_a_span() -> None:
    stages, _ = get_args(GoalProgress.model_fields["stages"].annotation)

    assert list(get_args(stages)) == [stage.value for stage in STAGE_OF_SPAN.values()]
