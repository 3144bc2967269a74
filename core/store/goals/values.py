"""A goal as it is stored."""

from dataclasses import dataclass
from datetime import datetime

from core.goals.goal import Circumstances, ClarifiedGoal


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRecord:
    """A goal in its owner's words, and as it was understood."""

    id: str
    user_id: str
    text: str
    circumstances: Circumstances
    clarified: ClarifiedGoal | None = None
    domain: str | None = None
    trace_id: str | None = None
    """The trace of the goal's latest run."""
    sample: bool = False
    created_at: datetime
    archived_at: datetime | None = None
