"""Stored revisions of plans, and pauses of goals."""

from dataclasses import dataclass
from datetime import date, datetime

from core.plans.revision.option import RevisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRecord:
    """One version of a plan that a revision made."""

    id: str
    """The id of the new plan."""
    goal_id: str
    previous_id: str
    """The id of the plan before."""
    kind: RevisionKind
    summary: str
    settled_on: date | None
    """Weeks that start earlier are settled: nothing of them is missed."""
    reserve_used: int
    user_id: str | None
    created_at: datetime
    trace_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """The days a goal is paused, both included."""

    id: str
    goal_id: str
    first_day: date
    last_day: date
    resumed_at: datetime | None = None
