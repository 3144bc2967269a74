"""Days that a person chose for tasks, when the weeks of these tasks move."""

from collections.abc import Mapping
from datetime import date

from core.plans.plan import Plan
from core.plans.revision.standing import Standing


def moved_along(standing: Standing, plan: Plan) -> Mapping[str, date]:
    """Return the new day of each open task that was moved and whose week has moved since."""
    before, after = _week_starts(standing.plan), _week_starts(plan)
    return {
        task_id: day + (after[task_id] - before[task_id])
        for task_id, day in standing.moved.items()
        if task_id not in standing.done | standing.skipped
        and task_id in before
        and task_id in after
        and after[task_id] != before[task_id]
    }


def _week_starts(plan: Plan) -> dict[str, date]:
    return {task.id: week.starts_on for week in plan.weeks for task in week.tasks}
