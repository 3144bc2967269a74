"""The dates of a plan: the day a task is planned for, and the last day of a week."""

from datetime import date
from typing import Protocol

from core.goals.weeks import date_of, week_end
from core.plans.plan import Task, Week


class PlanDates(Protocol):
    """First and last day of a plan, from which the dates of its weeks follow."""

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date: ...


def planned_day(plan: PlanDates, week: Week, task: Task) -> date:
    """Return the date of a task's weekday in its week, or the week's last day."""
    return weekday_date(plan, week, task) or last_day(plan, week)


def weekday_date(plan: PlanDates, week: Week, task: Task) -> date | None:
    """Return the date of a task's weekday in its week; None if it has no weekday."""
    if task.day is None:
        return None
    return date_of(task.day, plan.starts_on, week.number, ends_on=plan.ends_on)


def last_day(plan: PlanDates, week: Week) -> date:
    """Return the last day of a week; the last week ends with the plan, early or late."""
    return week_end(plan.starts_on, week.number, ends_on=plan.ends_on)
