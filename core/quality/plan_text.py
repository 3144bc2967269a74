"""The first weeks of a plan as plain text, for a judge that reads them beside the resolution."""

from core.plans.plan import Plan, Week

FIRST_WEEKS = 2
"""Weeks that are judged whole; of the others, the milestones are."""


def plan_text(plan: Plan | None) -> str:
    """Return the first weeks and all milestones of a plan, one statement a line, or ""."""
    if plan is None:
        return ""
    lines = [line for week in plan.weeks[:FIRST_WEEKS] for line in _week_lines(week)]
    lines += [
        f"Milestone of week {week.number}: {week.milestone.title} "
        f"({week.milestone.target:g} {week.milestone.unit})"
        for week in plan.weeks
        if week.milestone is not None
    ]
    return "\n".join(lines)


def _week_lines(week: Week) -> list[str]:
    tasks = [
        f"{task.day.value + ': ' if task.day else ''}{task.title}, {task.minutes} minutes"
        for task in week.tasks
    ]
    return [f"Week {week.number}: {week.focus}", *tasks, week.if_then]
