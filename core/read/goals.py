"""Goals as cards in a list, and one goal with everything written for it so far."""

from dataclasses import dataclass
from datetime import date, datetime

from core.coaching.goal import Circumstances, ClarifiedGoal
from core.coaching.plan import Milestone, Plan, Task
from core.coaching.resolution import Resolution
from core.evaluation.verdict import Evaluation
from core.read.page import Page
from core.storage.engine import Database
from core.storage.records.quality import RatingRecord
from core.storage.records.runs import RunStatus, StageStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCard:
    """One goal in a list."""

    goal_id: str
    run_id: str | None
    title: str | None
    """Title of the resolution; None until it is written."""
    text: str
    domain: str | None
    run_status: RunStatus | None
    stages_done: int
    starts_on: date | None
    ends_on: date | None
    tasks_done: int
    tasks_total: int
    next_task: Task | None
    """First task that is not done."""
    next_milestone: Milestone | None
    """First milestone of a week that has open tasks."""
    overall: float | None
    created_at: datetime
    sample: bool
    archived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """One stage of the run behind a goal, and who wrote it and why."""

    stage: str
    status: StageStatus
    started_at: datetime
    finished_at: datetime | None
    model: str | None
    provider: str | None
    because: str | None
    prompt: str | None
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """One goal; each value is there as soon as its stage is committed."""

    goal_id: str
    run_id: str | None
    trace_id: str | None
    user_id: str
    text: str
    circumstances: Circumstances
    domain: str | None
    created_at: datetime
    archived: bool
    sample: bool
    status: RunStatus | None
    attempts: int
    error: str | None
    error_advice: str | None
    cancel_requested: bool
    submitted_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    stages: tuple[StageView, ...]
    clarified: ClarifiedGoal | None
    resolution: Resolution | None
    evaluation: Evaluation | None
    plan: Plan | None
    done_tasks: frozenset[str]
    rating: RatingRecord | None
    """The owner's rating of this goal's trace, unless withdrawn."""


def list_goal_cards(
    database: Database,
    *,
    user_id: str,
    archived: bool = False,
    sample: bool = False,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[GoalCard]:
    """Return one person's goals, newest first."""
    raise NotImplementedError


def find_goal(database: Database, goal_id: str, *, user_id: str | None) -> GoalView | None:
    """Return a goal, or None where there is none or it is not this person's. `user_id` None is any person."""
    raise NotImplementedError
