"""Records of share links."""

from dataclasses import dataclass
from datetime import date, datetime

from core.plans.plan import Plan
from core.progress.task_state import TaskStates


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLink:
    """A link to a goal's plan. `digest` is the SHA-256 of its secret, in hexadecimal."""

    goal_id: str
    user_id: str
    digest: str
    created_at: datetime
    expires_at: datetime
    opened: int = 0
    """How often the page was opened."""
    last_opened_at: datetime | None = None
    archived: bool = False
    """True while its goal is archived, when the link does not work."""

    def works(self, now: datetime) -> bool:
        """Return False from the moment it expires, and while its goal is archived."""
        return not self.archived and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedGoal:
    """What the page of a link is made of; `today` is the day in its owner's time zone."""

    link: ShareLink
    title: str | None
    """The title of the resolution, never the person's own words."""
    plan: Plan
    states: TaskStates
    finished: bool
    private: tuple[str, ...]
    """What the person wrote about themselves: obstacle and constraints."""
    today: date
