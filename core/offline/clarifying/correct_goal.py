"""Make a clarified goal say what the person set."""

from dataclasses import replace
from datetime import date, timedelta

from core.goals.goal import MAX_WEEKS, Assumption, ClarifiedGoal, Target
from core.goals.reading import SlotName
from core.offline.clarifying.corrections import Corrections
from core.offline.clarifying.read_by_model import ASSUMPTION_OF
from core.offline.reading.units import convert


def correct_goal(goal: ClarifiedGoal, corrections: Corrections) -> ClarifiedGoal:
    """Return the goal with the corrected day, hours, start and obstacle.

    A target that its writer lowered stays: it was lowered because it does not fit the time.
    Assumptions about what the person set are left out.
    """
    changed = replace(goal, assumptions=_open_assumptions(goal, corrections))
    by = corrections.get(SlotName.BY)
    if by is not None and isinstance(by.value, date):
        last = goal.starts_on + timedelta(days=7 * MAX_WEEKS - 1)
        changed = replace(changed, deadline=max(goal.starts_on, min(by.value, last)))
    hours = corrections.get(SlotName.HOURS)
    if hours is not None and isinstance(hours.value, float):
        changed = replace(changed, hours_per_week=hours.value)
    obstacle = corrections.get(SlotName.OBSTACLE)
    if obstacle is not None and obstacle.value is not None:
        changed = replace(changed, obstacle=obstacle.text)
    return replace(changed, target=_target(goal.target, corrections))


def _open_assumptions(goal: ClarifiedGoal, corrections: Corrections) -> tuple[Assumption, ...]:
    settled = [word for word, slot in ASSUMPTION_OF.items() if slot in corrections]
    return tuple(
        assumption
        for assumption in goal.assumptions
        if not any(word in assumption.about.lower() for word in settled)
    )


def _target(target: Target | None, corrections: Corrections) -> Target | None:
    to, start = corrections.get(SlotName.TO), corrections.get(SlotName.FROM)
    wanted = to.quantity if to is not None else None
    if target is None and wanted is not None:
        target = Target(metric=wanted.unit, quantity=wanted.value, unit=wanted.unit)
    stated = start.quantity if start is not None else None
    if target is None or stated is None:
        return target
    today = convert(stated.value, stated.unit, target.unit)
    return target if today is None else replace(target, baseline=today)
