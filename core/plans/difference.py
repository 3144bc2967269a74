"""What changed between two versions of a plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.plans.plan import Plan, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDifference:
    """What a new version of a plan adds, removes and changes."""

    weeks_before: int
    weeks_after: int
    ends_before: date
    ends_after: date
    hours_before: float
    hours_after: float
    added: tuple[str, ...]
    """Titles of tasks that are new."""
    removed: tuple[str, ...]
    """Titles of tasks that are left out."""
    changed: tuple[str, ...]
    """Titles of tasks that stay, but on another day or with other minutes."""
    unchanged: int
    """How many tasks stay exactly as they were."""


def compare_plans(before: Plan, after: Plan) -> PlanDifference:
    """Return what changed; a task that both versions have has the same id in both."""
    old, new = _tasks(before), _tasks(after)
    both = [task for task_id, task in new.items() if task_id in old]
    changed = [task for task in both if task != old[task.id]]
    return PlanDifference(
        weeks_before=before.total_weeks,
        weeks_after=after.total_weeks,
        ends_before=before.ends_on,
        ends_after=after.ends_on,
        hours_before=before.hours_per_week,
        hours_after=after.hours_per_week,
        added=_titles(task for task_id, task in new.items() if task_id not in old),
        removed=_titles(task for task_id, task in old.items() if task_id not in new),
        changed=_titles(iter(changed)),
        unchanged=len(both) - len(changed),
    )


def _tasks(plan: Plan) -> dict[str, Task]:
    return {task.id: task for week in plan.weeks for task in week.tasks}


def _titles(tasks: Iterator[Task]) -> tuple[str, ...]:
    return tuple(task.title for task in tasks)
