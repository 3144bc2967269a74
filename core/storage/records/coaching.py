"""Goals and what was written for them, with the ids that tie them to their run and trace."""

from dataclasses import dataclass
from datetime import datetime

from core.coaching.goal import Circumstances, ClarifiedGoal
from core.coaching.plan import Plan
from core.coaching.resolution import Resolution


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRecord:
    """A resolution written for a goal."""

    goal_id: str
    run_id: str | None
    trace_id: str
    resolution: Resolution
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord:
    """A plan compiled for a goal."""

    goal_id: str
    run_id: str | None
    trace_id: str
    plan: Plan
    created_at: datetime
