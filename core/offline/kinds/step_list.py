"""Spread the one-off steps of a playbook over the weeks of a plan."""

from datetime import date, timedelta
from math import ceil

from core.goals.goal import ClarifiedGoal
from core.goals.weeks import DAYS, count_weeks
from core.offline.kinds.level import level_of
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import Level
from core.offline.playbooks.schema import PhaseGuide, StepGuide
from core.offline.writing.phases import Span, spread_phases
from core.plans.draft import TaskDraft

MOST_A_WEEK = 2
STEPS = "steps"
"""Unit of a plan whose result is a list of steps, each done once."""


def steps_by_week(
    spans: tuple[Span, ...], phases: tuple[PhaseGuide, ...], level: Level
) -> dict[int, tuple[StepGuide, ...]]:
    """Return the steps of each week: in order, evenly within a phase, two a week at most.

    The steps of phases that a short plan has no week for come first in its first week.
    """
    placed = {id(guide) for guide, _, _ in spans}
    left_out = [
        step
        for phase in phases
        if id(phase) not in placed and phase.side == "before"
        for step in needed_steps(phase, level)
    ]
    found: dict[int, tuple[StepGuide, ...]] = {}
    for guide, first, last in spans:
        weeks = last - first + 1
        steps = needed_steps(guide, level)[: MOST_A_WEEK * weeks]
        for at in range(weeks):
            low, high = (ceil(len(steps) * n / weeks) for n in (at, at + 1))
            found[first + at] = steps[low:high]
    if left_out and 1 in found:
        found[1] = (*left_out[:MOST_A_WEEK], *found[1][:1])
    return found


def needed_steps(phase: PhaseGuide, level: Level) -> tuple[StepGuide, ...]:
    """Return the steps of a phase that a person of a level needs, in order."""
    return tuple(
        step for step in phase.steps if level in step.levels and not (step.eve or step.on_day)
    )


def eve_tasks(
    phases: tuple[PhaseGuide, ...], level: Level, goal: ClarifiedGoal, turning_day: date | None
) -> dict[int, list[TaskDraft]]:
    """Return the tasks of the turning day and of the day before it, by week.

    Without a turning day nothing ends on a day, so nothing has to be out of the house before it.
    """
    if turning_day is None:
        return {}
    eve = max(turning_day - timedelta(days=1), goal.starts_on)
    found: dict[int, list[TaskDraft]] = {}
    for step in (step for phase in phases for step in phase.steps if level in step.levels):
        if not (step.eve or step.on_day):
            continue
        day = eve if step.eve else turning_day
        week = min((day - goal.starts_on).days // 7 + 1, count_weeks(goal.starts_on, goal.deadline))
        task = TaskDraft(title=step.title, minutes=step.minutes, day=DAYS[day.weekday()].value)
        found.setdefault(week, []).append(task)
    return found


def count_steps(parsed: ParsedGoal, *, weeks: int, before: int) -> int:
    """Return how many steps a plan of so many weeks works through, at least one."""
    phases = parsed.playbook.phases
    spans = spread_phases(
        phases, weeks=weeks, before=before, experience=parsed.request.circumstances.experience
    )
    found = steps_by_week(spans, phases, level_of(parsed))
    return max(1, sum(len(steps) for steps in found.values()))
