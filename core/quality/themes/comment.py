"""The comment of a rating, as the search for themes reads it."""

from dataclasses import dataclass
from datetime import date

LOW_BELOW = 4.0
"""A comment with fewer stars is one of the low group; a target that is changed moves no theme."""

CommentKey = tuple[str, str]
"""The ids of the trace that was rated and of the person who rated it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """The words of one rating."""

    key: CommentKey
    stars: float
    text: str
    day: date
    """The UTC day of the rating."""
