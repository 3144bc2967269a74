"""Ratings: half stars, four yes-no questions and a comment."""

from dataclasses import dataclass

from core.errors import InvalidInput
from core.goals.goal import clean_text

MAX_COMMENT_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A person's rating of one result; an unanswered question is None."""

    stars: float
    usefulness: bool | None = None
    clarity: bool | None = None
    motivation: bool | None = None
    personalization: bool | None = None
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
    return Rating(
        stars=rating.stars,
        usefulness=rating.usefulness,
        clarity=rating.clarity,
        motivation=rating.motivation,
        personalization=rating.personalization,
        comment=clean_text(rating.comment),
    )
