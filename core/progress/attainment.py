"""Goal attainment scaling: five levels around the target, worded with the goal's own numbers."""

import re
from collections.abc import Mapping

from core.goals.goal import ClarifiedGoal, Target
from core.goals.kind import GoalKind

_BEYOND, _FAR_BEYOND = 0.25, 0.5
"""How far beyond the target the upper levels lie, as a share of the whole way."""
_WILL = re.compile(
    r"^I will (?P<aim>.+?)(?: (?:by|until|from|before) \d{1,2} \w+(?: \d{4})?)?\.?$", re.DOTALL
)
_NEVER_FURTHER = frozenset({"kg", "lb", "stone", "days a week", "days"})
"""Units in which more is not better, not safe, or not possible."""
_NO_MORE_KINDS = frozenset({GoalKind.BODY, GoalKind.QUIT})


def aim_of(goal: ClarifiedGoal) -> str:
    """Return what the goal is about, without its date: "run 5 km without stopping"."""
    match = _WILL.match(goal.statement.strip())
    return match.group("aim") if match is not None else goal.statement.strip().rstrip(".")


def attainment_levels(goal: ClarifiedGoal) -> Mapping[int, str]:
    """Return the words of each level from -2 to 2; each names what was aimed at."""
    target, aim = named_target(goal), aim_of(goal)
    if target is None:
        return {
            -2: f"Hardly a start: {aim}",
            -1: f"A good part of it: {aim}",
            0: f"As planned: {aim}",
            1: f"More than planned, sooner or with less effort: {aim}",
            2: f"Much more than I had hoped for: {aim}",
        }
    reached = _amount(target.quantity, target)
    return {
        -2: f"About where I started{_start(target)}, still far from {reached}",
        -1: f"On the way: {_halfway(target)}, short of {reached}",
        0: f"As planned: {reached}",
        1: _further(goal, target, _BEYOND, "sooner or with less effort than planned"),
        2: _further(goal, target, _FAR_BEYOND, "and it has become normal for me"),
    }


def named_target(goal: ClarifiedGoal) -> Target | None:
    """Return the target if the goal names its number; the coach chose any other one."""
    target = goal.target
    if target is None:
        return None
    number = rf"(?<![\d.,]){re.escape(f'{target.quantity:g}')}(?![\d.,]*\d)"
    return target if re.search(number, goal.statement.replace(",", "")) else None


def amount_beyond(goal: ClarifiedGoal, target: Target, share: float) -> float | None:
    """Return an amount so far beyond the target, or None if more is not better."""
    begun = target.baseline or 0.0
    way = target.quantity - begun
    if way <= 0 or target.unit in _NEVER_FURTHER or goal.kind in _NO_MORE_KINDS:
        return None
    if float(target.quantity).is_integer():
        return target.quantity + max(round(4 * share), round(share * way))
    return round(target.quantity + share * way, 1)


def _start(target: Target) -> str:
    return "" if target.baseline is None else f" ({_amount(target.baseline, target)})"


def _halfway(target: Target) -> str:
    if target.baseline is None:
        return f"some of the {_amount(target.quantity, target)}"
    return f"around {_amount((target.baseline + target.quantity) / 2, target)}"


def _further(goal: ClarifiedGoal, target: Target, share: float, otherwise: str) -> str:
    reached = _amount(target.quantity, target)
    beyond = amount_beyond(goal, target, share)
    if beyond is None:
        return f"More than planned: {reached}, {otherwise}"
    return f"More than {reached}: {_amount(beyond, target)} or more"


def _amount(value: float, target: Target) -> str:
    rounded = round(value, 1) if abs(value) < 20 else round(value)
    number = f"{rounded:,.1f}".removesuffix(".0")
    return f"{number} {target.unit}".strip()
