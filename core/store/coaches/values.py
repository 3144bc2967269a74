"""Records of who coaches whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

INVITED_FOR = timedelta(days=7)
"""How long an invitation waits for its coach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coaching:
    """An invitation to one goal, and the coach who accepted it."""

    id: str
    goal_id: str
    user_id: str
    """The owner of the goal."""
    coach_id: str | None
    digest: str
    created_at: datetime
    accepted_at: datetime | None
    expires_at: datetime
    organisation_id: str | None = None
    """Through which organisation the owner chose the coach; None if it was by a link."""

    def waits(self, now: datetime) -> bool:
        """Return whether the invitation can still be accepted."""
        until = min(self.expires_at, self.created_at + INVITED_FOR)
        return self.coach_id is None and now < until


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCoaching:
    """The same with the names of both, and of the goal."""

    coaching: Coaching
    owner: str
    coach: str | None
    title: str | None
    """The title of the resolution, never the person's own words."""
    time_zone: str | None
    """IANA name of the owner's time zone."""
    finished: bool
