"""The plan of a goal as the lines of a Markdown file."""

from collections.abc import Iterator

from app.ui.text import in_markdown_file as safe
from core import formats
from core.plans.plan import Plan, Week


def plan_lines(plan: Plan, done: frozenset[str]) -> Iterator[str]:
    """Yield the lines of a plan with its ticks, week by week."""
    dates, hours = (
        formats.date_range(plan.starts_on, plan.ends_on),
        formats.hours(plan.hours_per_week),
    )
    yield f"{dates}, at most {hours} a week."
    for week in plan.weeks:
        yield from _week(week, done)
    yield from ("", "### If it does not go as planned", "")
    yield from (f"- {safe(c.trigger)}: {safe(c.response)}" for c in plan.contingencies)
    yield from ("", "### What helps", "")
    yield from (f"- {safe(r.title)} ({safe(r.kind)})" for r in plan.resources)


def _week(week: Week, done: frozenset[str]) -> Iterator[str]:
    begins = formats.day(week.starts_on, year=True)
    yield from ("", f"### Week {week.number}, from {begins}: {safe(week.focus)}", "")
    for task in week.tasks:
        box = "x" if task.id in done else " "
        when = formats.minutes(task.minutes) + (
            f", {task.day.value}" if task.day is not None else ""
        )
        yield f"- [{box}] {safe(task.title)} ({when})"
    if week.milestone is not None:
        due = formats.day(week.milestone.due_on, year=True)
        yield f"- Milestone by {due}: {safe(week.milestone.title)}"
    if week.if_then:
        yield f"- {safe(week.if_then)}"
