"""Which ratings the inbox shows, and in which order."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.quality.slice import EVERYTHING, Slice
from core.quality.themes.comment import CommentKey


class Order(StrEnum):
    """How the ratings of the inbox are sorted."""

    NEWEST = "newest"
    LOWEST = "lowest"
    """Lowest stars first, and of equal stars the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxFilter:
    """Which ratings the inbox shows; what is None or empty does not filter."""

    sample: bool
    since: date
    until: date
    within: Slice = EVERYTHING
    half_stars: frozenset[int] = frozenset()
    """Half stars as whole numbers, 1 to 10."""
    answered_no: str | None = None
    """A dimension that was answered with no."""
    with_comment: bool = False
    answered: bool | None = None
    """Whether a reviewer has answered."""
    search: str = ""
    """Words of the comment."""
    keys: tuple[CommentKey, ...] | None = None
    """Only these ratings, such as those of a theme."""
