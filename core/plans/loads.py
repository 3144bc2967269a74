"""Gradual loads: no week may go further beyond everything before it than a share of the whole way."""

from collections.abc import Sequence

from core.plans.repairs import Repairs

LARGEST_STEP = 0.35
"""Share of the way from the first load to the last extreme; short plans may take 1.6 even steps at once."""
_EVEN_STEPS = 1.6
_RELATIVE = 0.1
"""A rise by a tenth of the level reached is gradual however short the whole way is."""
_SLACK = 1e-6


def largest_step(loads: Sequence[float]) -> float:
    """Return the most a week may go beyond all weeks before it."""
    way = _way(loads)
    relative = _RELATIVE * max(abs(load) for load in loads)
    return max(LARGEST_STEP * abs(way), _EVEN_STEPS * abs(way) / max(1, len(loads) - 1), relative)


def _way(loads: Sequence[float]) -> float:
    """Return the signed way from the first load to the furthest one in the direction the plan goes."""
    high, low = max(loads) - loads[0], min(loads) - loads[0]
    rising = loads[-1] >= loads[0]
    return high if rising else low


def find_jumps(loads: Sequence[float]) -> tuple[int, ...]:
    """Return the positions (from 0) whose load goes too far at once."""
    if len(loads) < 3:
        return ()
    sign, bound = (1 if _way(loads) >= 0 else -1), largest_step(loads) + _SLACK
    furthest, found = sign * loads[0], []
    for index, load in enumerate(loads[1:], start=1):
        if sign * load - furthest > bound:
            found.append(index)
        furthest = max(furthest, sign * load)
    return tuple(found)


def smooth_loads(loads: Sequence[float | None], *, repairs: Repairs) -> tuple[float | None, ...]:
    """Return the loads with every jump cut to the largest step; weeks without a load are left out of the count."""
    known = [(i, load) for i, load in enumerate(loads) if load is not None]
    values = [load for _, load in known]
    if not find_jumps(values):
        return tuple(loads)
    smoothed = _smoothed(values)
    mended: list[float | None] = list(loads)
    for (index, before), after in zip(known, smoothed, strict=True):
        if after != before:
            mended[index] = after
            repairs.add(
                "gradual",
                f"Changed the load of week {index + 1} from {before:g} to {after:g}: the step was too large.",
                week=index + 1,
            )
    return tuple(mended)


def _smoothed(values: list[float]) -> list[float]:
    """Keep both ends and step-back weeks; where that leaves a jump, go evenly from the first to the last."""
    sign, bound = (1 if _way(values) >= 0 else -1), largest_step(values)
    furthest, found = sign * values[0], [values[0]]
    for value in values[1:]:
        allowed = min(sign * value, furthest + bound)
        found.append(round(sign * allowed, 2))
        furthest = max(furthest, allowed)
    if found[-1] == values[-1] and not find_jumps(found):
        return found
    even = (values[-1] - values[0]) / (len(values) - 1)
    return [round(values[0] + even * i, 2) for i in range(len(values) - 1)] + [values[-1]]
