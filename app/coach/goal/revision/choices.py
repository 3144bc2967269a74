"""What can be chosen in the forms: weeks that are not over, tasks and milestones, in words.

A select box shows its options as they are: what is escaped for a label would show its backslashes.
"""

from datetime import date

from core import formats
from core.plans.plan import Milestone, Plan, Task, Week

ANY_DAY = "Any day"


def open_weeks(plan: Plan, today: date) -> tuple[Week, ...]:
    """Return the weeks that are not over and not paused."""
    return tuple(week for week in plan.weeks if plan.last_day_of(week) >= today and not week.paused)


def week_label(week: Week) -> str:
    return f"Week {week.number}, from {formats.day(week.starts_on)}"


def task_label(week: Week, task: Task) -> str:
    when = f" on {task.day.value}" if task.day is not None else ""
    return f"Week {week.number}{when}: {task.title} ({formats.minutes(task.minutes)})"


def milestone_label(milestone: Milestone) -> str:
    return f"{formats.day(milestone.due_on)}: {milestone.title}"
