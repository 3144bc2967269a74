"""The state of a task: done, skipped with a reason, or moved to another day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from core.goals.weeks import date_of, week_end
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


class PlanDates(Protocol):
    """First and last day of a plan, from which the dates of its weeks follow."""

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date: ...


def due_on(plan: PlanDates, week: Week, task: Task, states: TaskStates) -> date:
    """Return the date a task is due: moved, or on its weekday, or by the end of its week."""
    moved = states.get(task.id, UNTOUCHED).day
    return moved or planned_day(plan, week, task) or last_day(plan, week)


def planned_day(plan: PlanDates, week: Week, task: Task) -> date | None:
    """Return the date of a task's weekday in its week; None if it has no weekday."""
    if task.day is None:
        return None
    return date_of(task.day, plan.starts_on, week.number, ends_on=plan.ends_on)


def last_day(plan: PlanDates, week: Week) -> date:
    """Return the last day of a week; the last week ends with the plan, early or late."""
    return week_end(plan.starts_on, week.number, ends_on=plan.ends_on)
