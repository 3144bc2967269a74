"""The goals that follow from one that is finished."""

import re
from dataclasses import dataclass

from core.goals.goal import ClarifiedGoal
from core.progress.attainment import aim_of, amount_beyond, named_target

_FURTHER = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class NextGoal:
    """A goal to start from, for the person to look at and change."""

    label: str
    text: str


def next_goals(goal: ClarifiedGoal, *, attainment: int) -> tuple[NextGoal, ...]:
    """Return the goals to offer after a result from -2 to 2, the likeliest first."""
    aim, target = aim_of(goal), named_target(goal)
    same = NextGoal(label="The same goal with new dates", text=_capital(aim))
    if attainment >= 0:
        beyond = amount_beyond(goal, target, _FURTHER) if target is not None else None
        further = _with_number(aim, target.quantity, beyond) if target and beyond else None
        again = NextGoal(label="The same again, to make it last", text=_capital(aim))
        return (*_one("A step further", further), again)
    way = None if target is None or target.unit in {"kg", "lb", "stone"} else target.quantity
    half = _with_number(aim, way, way / 2) if way is not None and attainment == -2 else None
    return (*_one("Half of it first", half), same)


def _one(label: str, text: str | None) -> tuple[NextGoal, ...]:
    return () if text is None else (NextGoal(label=label, text=_capital(text)),)


def _with_number(aim: str, old: float, new: float) -> str | None:
    """Return the aim with another number, or None if it is not written in figures."""
    pattern = re.compile(rf"(?<![\d.,]){re.escape(f'{old:g}')}(?![\d.,]*\d)")
    return pattern.sub(f"{new:g}", aim, count=1) if pattern.search(aim) else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
