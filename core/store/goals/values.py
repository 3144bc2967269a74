"""A goal as it is stored."""

from dataclasses import dataclass
from datetime import datetime

from core.goals.goal import Circumstances, ClarifiedGoal


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRecord:
    """A goal as its owner gave it, and as it was understood."""

    id: str
    user_id: str
    text: str
    circumstances: Circumstances
    clarified: ClarifiedGoal | None = None
    domain: str | None = None
    trace_id: str | None = None
    """The trace of the run that works on it now, or worked on it last."""
    sample: bool = False
    created_at: datetime
    archived_at: datetime | None = None
