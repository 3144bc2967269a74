"""Ratings: half stars, four yes-no questions and a comment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType

from core.errors import InvalidInput
from core.goals.goal import clean_text

MAX_COMMENT_CHARACTERS = 4_000


def _question(text: str) -> bool | None:
    answer: bool | None = field(default=None, metadata={"text": text})
    return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingAnswers:
    """The answers to the yes-no questions of a rating; an unanswered question is None.

    The questions are defined here. Columns, records, exports and pages derive from these fields.
    """

    usefulness: bool | None = _question("Is it useful to you?")
    clarity: bool | None = _question("Is it clear what to do?")
    motivation: bool | None = _question("Does it make you want to start?")
    personalization: bool | None = _question("Does it fit your life?")

    def answers(self) -> dict[str, bool | None]:
        """Return the answers by question name, in order."""
        return {name: getattr(self, name) for name in RATING_DIMENSIONS}


RATING_QUESTIONS: Mapping[str, str] = MappingProxyType(
    {each.name: each.metadata["text"] for each in fields(RatingAnswers)}
)
"""The text of each question by its name, in the order they are asked and shown."""

RATING_DIMENSIONS = tuple(RATING_QUESTIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(RatingAnswers):
    """A person's rating of one result."""

    stars: float
    comment: str = ""


def accept_rating(rating: Rating) -> Rating:
    """Validate and clean a rating. Raises InvalidInput with the invalid field."""
    if not 0.5 <= rating.stars <= 5 or rating.stars * 2 != int(rating.stars * 2):
        raise InvalidInput(
            f"{rating.stars:g} stars cannot be stored.",
            field="rating",
            advice="Choose 0.5 to 5 in halves.",
        )
    if len(rating.comment) > MAX_COMMENT_CHARACTERS:
        raise InvalidInput(
            f"This comment has {len(rating.comment):,} characters.",
            field="comment",
            advice=f"Say it in at most {MAX_COMMENT_CHARACTERS:,}.",
        )
    return replace(rating, comment=clean_text(rating.comment))
