"""What stands on the printed sheet of a plan, as JSON for its layout."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from core import formats
from core.plans.plan import Contingency, Plan, Resource, Task, Week
from core.printing.printable import printable
from core.progress.task_state import UNTOUCHED, TaskStates, due_on
from core.resolutions.resolution import Resolution

UNTITLED = "A plan, week by week"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedGoal:
    """What is printed of a goal: its plan, what was done of it, and its resolution."""

    plan: Plan
    states: TaskStates
    resolution: Resolution | None
    printed_on: date


def to_sheet(goal: PrintedGoal) -> Json:
    """Return the sheet of a goal; each text is ready to be set."""
    plan, resolution = goal.plan, goal.resolution
    title = printable(resolution.title) if resolution is not None else ""
    return {
        "title": title or UNTITLED,
        "statement": "" if resolution is None else printable(resolution.smart_statement),
        "numbers": _numbers(goal),
        "milestones": [
            {
                "title": printable(one.title),
                "measure": printable(one.measure),
                "due": formats.day(one.due_on, year=True),
            }
            for one in plan.milestones
        ],
        "phases": [
            {"name": printable(name), "weeks": [_week(week, goal) for week in weeks]}
            for name, weeks in groupby(plan.weeks, key=lambda week: week.phase)
        ],
        "contingencies": [_contingency(one) for one in plan.contingencies],
        "resources": [_resource(one) for one in plan.resources],
        "printed_on": formats.day(goal.printed_on, year=True),
    }


def _numbers(goal: PrintedGoal) -> list[Json]:
    plan = goal.plan
    tasks = [task for week in plan.weeks for task in week.tasks]
    done = sum(_is_done(goal, task) for task in tasks)
    pairs = [
        ("Dates", formats.date_range(plan.starts_on, plan.ends_on)),
        ("Length", formats.pluralize(plan.total_weeks, "week")),
        ("Time", f"at most {formats.hours(plan.hours_per_week)} a week"),
        ("Tasks", f"{done} of {len(tasks)} done"),
    ]
    if goal.resolution is not None:
        pairs += [(one.name, one.target) for one in goal.resolution.metrics]
    return [{"name": printable(name), "value": printable(value)} for name, value in pairs]


def _week(week: Week, goal: PrintedGoal) -> Json:
    last_day = goal.plan.last_day_of(week)
    days = formats.day(week.starts_on)
    return {
        "number": str(week.number),
        "days": days if last_day == week.starts_on else f"{days} – {formats.day(last_day)}",
        "focus": printable(week.focus),
        "tasks": [_task(task, day, goal) for task, day in _by_day(week, goal)],
        "if_then": printable(week.if_then),
        "notes": _notes(week, goal.plan),
    }


def _notes(week: Week, plan: Plan) -> list[str]:
    notes = []
    if week.milestone is not None:
        due = formats.day(week.milestone.due_on)
        notes.append(f"Milestone by {due}: {printable(week.milestone.title)}")
    if week.paused:
        notes.append("Paused")
    elif week.reserve_days:
        days = formats.pluralize(week.reserve_days, "reserve day")
        notes.append(f"{days}: may be dropped without falling behind")
    if week.number in plan.check_in_weeks:
        notes.append("Check-in: look back for two minutes")
    return notes


def _by_day(week: Week, goal: PrintedGoal) -> list[tuple[Task, date]]:
    days = [(task, due_on(goal.plan, week, task, goal.states)) for task in week.tasks]
    return sorted(days, key=lambda each: each[1])


def _task(task: Task, day: date, goal: PrintedGoal) -> Json:
    state = goal.states.get(task.id, UNTOUCHED)
    when = f"{formats.minutes(task.minutes)} · {formats.day(day)}"
    done, skipped = state.done_at is not None, state.skipped is not None
    if done or skipped:
        when = f"{when} · {'done' if done else 'skipped'}"
    return {"title": printable(task.title), "when": when, "done": done}


def _is_done(goal: PrintedGoal, task: Task) -> bool:
    return goal.states.get(task.id, UNTOUCHED).done_at is not None


def _contingency(contingency: Contingency) -> Json:
    return {"trigger": printable(contingency.trigger), "response": printable(contingency.response)}


def _resource(resource: Resource) -> Json:
    return {"title": printable(resource.title), "kind": printable(resource.kind)}
