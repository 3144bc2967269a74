"""Spread the one-off steps of a playbook over the weeks of a plan."""

from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.goals.weeks import DAYS, count_weeks
from core.offline.kinds.level import level_of
from core.offline.kinds.short_plans.needed import most_a_week
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import Level
from core.offline.playbooks.schema import PhaseGuide, StepGuide
from core.offline.writing.phases import Span, spread_phases
from core.plans.draft import TaskDraft

STEPS = "steps"
"""Unit of a plan whose result is a list of steps, each done once."""


def steps_by_week(
    spans: tuple[Span, ...],
    phases: tuple[PhaseGuide, ...],
    level: Level,
    kind: GoalKind | None = None,
) -> dict[int, tuple[StepGuide, ...]]:
    """Return the steps of each week: in order, evenly within a phase, two a week at most.

    The steps of phases that a short plan has no week for come before those of the next phase; of
    a kind that is over on a day a short week takes more of them.
    """
    found: dict[int, tuple[StepGuide, ...]] = {}
    for guide, first, last in spans:
        weeks = last - first + 1
        steps = (*_left_out(guide, spans, phases, level), *needed_steps(guide, level))
        most = most_a_week(kind, len(steps), weeks) * weeks
        for at, part in enumerate(_evenly(_first_of_each(steps, phases, most), weeks)):
            found[first + at] = part
    return found


def _left_out(
    guide: PhaseGuide, spans: tuple[Span, ...], phases: tuple[PhaseGuide, ...], level: Level
) -> tuple[StepGuide, ...]:
    """Return the steps of the phases without a week that come just before a phase with one."""
    placed, found = {id(each) for each, _, _ in spans}, list[StepGuide]()
    for phase in phases:
        if phase is guide:
            return tuple(found)
        if id(phase) in placed:
            found = []
        elif phase.side == guide.side:
            found += needed_steps(phase, level)
    return ()


def _first_of_each(
    steps: tuple[StepGuide, ...], phases: tuple[PhaseGuide, ...], most: int
) -> tuple[StepGuide, ...]:
    """Return at most so many steps in their order: what stands first in its phase before others."""
    rank = {id(step): n for phase in phases for n, step in enumerate(phase.steps)}
    chosen = {id(step) for step in sorted(steps, key=lambda step: rank[id(step)])[:most]}
    return tuple(step for step in steps if id(step) in chosen)


def _evenly(steps: tuple[StepGuide, ...], weeks: int) -> list[tuple[StepGuide, ...]]:
    bounds = [ceil(len(steps) * n / weeks) for n in range(weeks + 1)]
    return [steps[low:high] for low, high in pairwise(bounds)]


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
    weeks = count_weeks(goal.starts_on, goal.deadline)
    found: dict[int, list[TaskDraft]] = {}
    for step in (step for phase in phases for step in phase.steps if level in step.levels):
        if not (step.eve or step.on_day):
            continue
        day = max(turning_day - timedelta(days=int(step.eve)), goal.starts_on)
        task = TaskDraft(title=step.title, minutes=step.minutes, day=DAYS[day.weekday()].value)
        found.setdefault(min((day - goal.starts_on).days // 7 + 1, weeks), []).append(task)
    return found


def count_steps(parsed: ParsedGoal, *, weeks: int, before: int) -> int:
    """Return how many steps a plan of so many weeks works through, at least one."""
    phases = parsed.playbook.phases
    spans = spread_phases(
        phases, weeks=weeks, before=before, experience=parsed.request.circumstances.experience
    )
    found = steps_by_week(spans, phases, level_of(parsed), parsed.playbook.kinds[0])
    return max(1, sum(len(steps) for steps in found.values()))
