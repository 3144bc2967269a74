"""A rating as it is stored."""

from dataclasses import dataclass

RATING_DIMENSIONS = ("usefulness", "clarity", "motivation", "personalization")

"""The yes-no questions beside the stars, in the order they are asked and shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRecord:
    """One rating of a trace by one person. None for a dimension means it was not answered."""

    trace_id: str
    user_id: str
    stars: float
    """0.5 to 5 in halves."""
    usefulness: bool | None = None
    clarity: bool | None = None
    motivation: bool | None = None
    personalization: bool | None = None
    comment: str = ""
