"""Stored plans."""

from dataclasses import dataclass
from datetime import datetime

from core.plans.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord:
    """A plan compiled for a goal, as it is inserted."""

    goal_id: str
    run_id: str | None
    trace_id: str
    plan: Plan
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """A plan, its id, and the ids of its completed tasks."""

    id: str
    plan: Plan
    done_tasks: frozenset[str]
