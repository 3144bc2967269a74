"""The state of a task: done, skipped with a reason, or moved to another day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.plans.days import PlanDates, planned_day
from core.plans.plan import Task, Week


class SkipReason(StrEnum):
    """Why a person skips a task; the reasons are facts that the next plan learns from."""

    NO_TIME = "no_time"
    TIRED = "tired"
    ILL = "ill"
    AWAY = "away"
    TOO_HARD = "too_hard"
    NOT_USEFUL = "not_useful"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskState:
    """What the person did with a task."""

    done_at: datetime | None = None
    skipped: SkipReason | None = None
    day: date | None = None
    """The date they moved it to; None if it is due as planned."""

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.skipped is None


UNTOUCHED = TaskState()

TaskStates = Mapping[str, TaskState]
"""States by task id; a task that is not in it is open and due as planned."""


def due_on(plan: PlanDates, week: Week, task: Task, states: TaskStates) -> date:
    """Return the date a task is due: moved, or on its weekday, or by the end of its week."""
    return states.get(task.id, UNTOUCHED).day or planned_day(plan, week, task)
