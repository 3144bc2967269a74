"""The record of a rating."""

from dataclasses import dataclass

from core.quality.rating import RatingAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRecord(RatingAnswers):
    """One rating of a trace by one person."""

    trace_id: str
    user_id: str
    stars: float
    """0.5 to 5 in halves."""
    comment: str = ""
