"""Records of calendars."""

from dataclasses import dataclass
from datetime import datetime

ALL_GOALS = "all"
"""The scope of an address that shows every goal of its person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFeed:
    """A private address of a calendar. `digest` is the SHA-256 of its secret, in hexadecimal."""

    user_id: str
    goal_id: str | None
    """The goal it shows; None is every goal of the person."""
    digest: str
    created_at: datetime
    last_read_at: datetime | None = None

    @property
    def scope(self) -> str:
        return self.goal_id or ALL_GOALS
