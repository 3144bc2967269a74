"""The list of traces in words."""

from app.review.traces.load import MAX_COUNTED
from core import formats


def sentence(count: int, *, cursor: str | None) -> str:
    """Return how many traces match, and which of them are shown."""
    least = "At least " if count >= MAX_COUNTED else ""
    match = "matches" if count == 1 else "match"
    where = "older ones, further down" if cursor else "newest first"
    return f"{least}{formats.pluralize(count, 'trace')} {match}; {where}."
