"""The steps of a plan's weeks: by the progression rule, or by the one-off steps done so far."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from core.goals.kind import GoalKind
from core.offline.kinds.step_list import STEPS
from core.offline.progressions.progression_input import ProgressionInput, Step
from core.offline.writing.format_amount import is_counted
from core.plans.loads import smooth_loads
from core.plans.repairs import Repairs

_ALMOST = 1e-6
_WEEKS_FREE = 4
"""Weeks without after which staying without is much more likely."""


def steps_of(
    inputs: ProgressionInput,
    drafted: tuple[Step, ...],
    done: Sequence[int],
    rungs: dict[int, tuple[str, ...]],
) -> tuple[Step, ...]:
    """Return the rule's steps, with week targets that never fall behind an earlier one.

    `done` is the number of one-off steps that each week finishes.
    """
    if inputs.unit == STEPS and inputs.facts.quantity is None:
        return _counted_steps(inputs, done, rungs)
    down = inputs.target is not None and inputs.target < inputs.baseline
    best: float | None = None
    found = []
    for step in (counted_step(inputs, step) for step in drafted):
        if step.week_target is not None:
            best = (
                step.week_target if best is None else (min if down else max)(best, step.week_target)
            )
        found.append(replace(step, week_target=best))
    if inputs.is_payment:
        return tuple(found)  # the last payment may be smaller
    loads = smooth_loads([step.load for step in found], repairs=Repairs())
    return tuple(replace(step, load=load) for step, load in zip(found, loads, strict=True))


def counted_step(inputs: ProgressionInput, step: Step) -> Step:
    """Return a step whose numbers are whole where the unit is counted: 3 books, not 3.6."""
    if not is_counted(inputs.unit):
        return step
    rate = " a " in inputs.unit
    target, load = step.week_target, step.load
    if target is not None:
        target = float(round(target)) if rate else float(int(target + _ALMOST))
    if load is not None and step.week_target is not None:
        load = float(max(1, round(load))) if rate and load > 0 else float(int(load + _ALMOST))
    return replace(step, week_target=target or None, load=load)


def turning_weeks(inputs: ProgressionInput) -> tuple[int, ...]:
    """Return the week in which a project is done, or the fourth week after a quit date."""
    if inputs.turning_day is None:
        return ()
    week = inputs.weeks_before + (_WEEKS_FREE if inputs.kind == GoalKind.QUIT else 0)
    return (week,) if 1 <= week < inputs.weeks else ()


def _counted_steps(
    inputs: ProgressionInput,
    finished: Sequence[int],
    rungs: dict[int, tuple[str, ...]],
) -> tuple[Step, ...]:
    """Return the number of steps done by the end of each week, at most the target."""
    weeks = range(1, inputs.weeks + 1)
    if rungs:
        order = list(dict.fromkeys(rung for week in weeks for rung in rungs[week]))
        done = [float(order.index(rungs[week][-1]) + 1) for week in weeks]
    else:
        done = [float(n) for n in accumulate(finished)]
    most = inputs.target or done[-1]
    return tuple(Step(load=None, week_target=min(n, most) or None) for n in done)
