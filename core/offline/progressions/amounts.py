"""Amounts that add up: savings, debts, books, applications; and body weight, which may only fall slowly."""

import re

from core.goals.goal import Style
from core.offline.progressions.progression_input import ProgressionInput, Step
from core.offline.reading.units import weight_kg

KG_PER_WEEK = {Style.CONSERVATIVE: 0.45, Style.BALANCED: 0.7, Style.AGGRESSIVE: 0.9}
"""Within 1-2 lb (0.45-0.9 kg) a week, the range the CDC names."""
_WEEKS_IN_YEAR = 52
_LADDER_TOTAL = _WEEKS_IN_YEAR * (_WEEKS_IN_YEAR + 1) / 2
_LADDER_TOLERANCE = 0.05
_NAMES_LADDER = re.compile(
    r"\b(?:52|fifty[- ]two)[- ]week\b.{0,30}\b(?:challenge|ladder|plan)\b", re.IGNORECASE
)
_WHOLE_UNITS_FROM = 500
"""From this sum on cents say nothing."""


def total(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Spread the way from baseline to target over the weeks; the load is where the week should end."""
    target = inputs.target
    if target is None:
        return ()
    way = target - inputs.baseline
    amounts = (
        inputs.baseline + way * inputs.progress_at(week) for week in range(1, inputs.weeks + 1)
    )
    return tuple(
        Step(load=_round_amount(a, way), week_target=float(int(a + 1e-9)) or None) for a in amounts
    )


def saving(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Move the same sum every week; who asks for the 52-week ladder, or for about its 1,378, gets the ladder.

    A standing payment cannot climb, and a debt paid late costs the interest of all the weeks before.
    """
    target = inputs.target
    if target is None:
        return ()
    way = target - inputs.baseline
    weeks = range(1, inputs.weeks + 1)
    shares = (
        [n * (n + 1) / 2 / _LADDER_TOTAL for n in weeks]
        if _is_ladder(inputs, way)
        else [n / inputs.weeks for n in weeks]
    )
    steps, before = [], inputs.baseline
    for share in shares:
        after = round(inputs.baseline + way * share, 2 if abs(way) < _WHOLE_UNITS_FROM else 0)
        steps.append(Step(load=round(after - before, 2), week_target=after))
        before = after
    return tuple(steps)


def _is_ladder(inputs: ProgressionInput, way: float) -> bool:
    if inputs.weeks != _WEEKS_IN_YEAR or inputs.playbook.progression.rule != "saving":
        return False
    return abs(way - _LADDER_TOTAL) <= _LADDER_TOLERANCE * _LADDER_TOTAL or bool(
        _NAMES_LADDER.search(inputs.facts.text)
    )


def weight(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Lose or gain evenly within the safe weekly range; both are cut to the range when the goal was settled."""
    target = inputs.target
    if target is None:
        return ()
    way = target - inputs.baseline
    amounts = (
        inputs.baseline + way * inputs.progress_at(week) for week in range(1, inputs.weeks + 1)
    )
    return tuple(Step(load=round(a, 1), week_target=round(a, 1)) for a in amounts)


def safe_weight_change(weeks: int, style: Style, unit: str) -> float:
    """Return how much weight may change in so many weeks, in the person's unit."""
    kilograms = KG_PER_WEEK[style] * weeks
    return round(kilograms / weight_kg(1.0, unit), 1)


def _round_amount(amount: float, way: float) -> float:
    """Round to what the size of the way makes sensible: whole pages, half kilograms, tens of pushes."""
    size = abs(way)
    if size >= 20:
        return float(round(amount))
    return round(amount, 1 if size >= 2 else 2)
