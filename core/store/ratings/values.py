"""The record of a rating."""

from dataclasses import dataclass
from datetime import datetime

from core.quality.rating import RatingAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRecord(RatingAnswers):
    """One rating of a trace by one person."""

    trace_id: str
    user_id: str
    stars: float
    """0.5 to 5 in halves."""
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReply:
    """A note with which ratings are answered."""

    id: str
    author_id: str
    note: str
    version: str = ""
    """The prompt version since which it is changed, such as "plan@v2"."""
    theme: str = ""
    """The theme whose ratings are answered, or "" for one rating."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentNote:
    """One note that answered one rating or several."""

    id: str
    note: str
    version: str
    """The prompt version since which it is changed; "" if none is named."""
    theme: str
    """The theme whose ratings it answered; "" if it answered one rating."""
    created_at: datetime
    sent_to: int
    """How many ratings it answered."""
    seen: int
    """How many of their people saw it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one rating, as it is now."""

    id: str
    """The same for all ratings that were answered with this note."""
    note: str
    version: str
    theme: str
    author_name: str | None
    """None if the account was deleted."""
    created_at: datetime
    changed_at: datetime
    seen_at: datetime | None
    """When the person saw it."""
    sent_to: int
    """How many ratings have this answer."""
