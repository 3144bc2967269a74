"""Gradual loads: a week exceeds all weeks before it by at most a share of the total change."""

from collections.abc import Sequence

from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.plans.repairs import Repairs

LARGEST_STEP = 0.35
"""Share of the change from the first to the most extreme load; short plans: 1.6 even steps."""
_EVEN_STEPS = 1.6
_RELATIVE = 0.1
"""A rise by a tenth of the highest load is always gradual."""
_SLACK = 1e-6
_SMALL_STEP = 0.02
"""Smaller steps need more than two decimals, or rounding makes a jump of them."""


_BODILY = frozenset({GoalKind.TRAINING, None})


def must_be_gradual(goal: ClarifiedGoal, loads: Sequence[float]) -> bool:
    """Return whether a body bears these loads: training that rises, not money, pages or quitting.

    A goal whose kind is unknown is taken for training, because a jump can hurt.
    """
    return goal.kind in _BODILY and len(loads) > 1 and loads[-1] >= loads[0]


def largest_step(loads: Sequence[float]) -> float:
    """Return the largest allowed increase of a week over all weeks before it."""
    change = _total_change(loads)
    relative = _RELATIVE * max(abs(load) for load in loads)
    return max(
        LARGEST_STEP * abs(change), _EVEN_STEPS * abs(change) / max(1, len(loads) - 1), relative
    )


def _total_change(loads: Sequence[float]) -> float:
    """Return the signed change from the first load to the most extreme one, rising or falling."""
    high, low = max(loads) - loads[0], min(loads) - loads[0]
    rising = loads[-1] >= loads[0]
    return high if rising else low


def find_jumps(loads: Sequence[float], *, at_most: float = 0.0) -> tuple[int, ...]:
    """Return the positions (from 0) whose load increases too much at once.

    `at_most` is a step that is allowed in any case: one of the plan that was revised.
    """
    if len(loads) < 3:
        return ()
    sign = 1 if _total_change(loads) >= 0 else -1
    bound = max(at_most, largest_step(loads)) + _SLACK
    furthest, found = sign * loads[0], []
    for index, load in enumerate(loads[1:], start=1):
        if sign * load - furthest > bound:
            found.append(index)
        furthest = max(furthest, sign * load)
    return tuple(found)


def smooth_loads(loads: Sequence[float | None], *, repairs: Repairs) -> tuple[float | None, ...]:
    """Return the loads with every jump cut to the largest step, skipping weeks without one."""
    known = [(i, load) for i, load in enumerate(loads) if load is not None]
    values = [load for _, load in known]
    if not find_jumps(values):
        return tuple(loads)
    smoothed = _smoothed(values)
    repaired: list[float | None] = list(loads)
    for (index, before), after in zip(known, smoothed, strict=True):
        if after != before:
            repaired[index] = after
            repairs.add(
                "gradual",
                f"Changed the load of week {index + 1} from {before:g} to {after:g}: "
                "the step was too large.",
                week=index + 1,
            )
    return tuple(repaired)


def _smoothed(values: list[float]) -> list[float]:
    """Cut each jump; if a jump remains or the last load changes, interpolate evenly instead."""
    sign, bound = (1 if _total_change(values) >= 0 else -1), largest_step(values)
    furthest, found = sign * values[0], [values[0]]
    for value in values[1:]:
        allowed = min(sign * value, furthest + bound)
        found.append(round(sign * allowed, 2))
        furthest = max(furthest, allowed)
    if found[-1] == values[-1] and not find_jumps(found):
        return found
    even = (values[-1] - values[0]) / (len(values) - 1)
    digits = 2 if abs(even) >= _SMALL_STEP else 6
    return [round(values[0] + even * i, digits) for i in range(len(values) - 1)] + [values[-1]]
