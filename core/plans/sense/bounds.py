"""Which units a kind of goal can have, and between which numbers a human being lives."""

from dataclasses import dataclass

from core.goals.goal import Target
from core.goals.kind import GoalKind

_KILOGRAMS = {"kg": 1.0, "lb": 1 / 2.2046, "stone": 6.35}
SAFE_SHARE_A_WEEK = 0.01
"""Largest share of the body's weight that may be lost or gained in a week."""
_FAMILIES: dict[str, frozenset[str]] = {
    "money": frozenset("USD EUR GBP JPY INR CHF CAD AUD SGD PLN SEK".split()),
    "weight": frozenset(_KILOGRAMS),
    "distance": frozenset({"km", "mi", "m", "laps"}),
    "time": frozenset({"h", "min", "hours", "minutes"}),
    "text": frozenset({"pages", "words", "chapters", "books"}),
    "drinks": frozenset({"cigarettes", "drinks", "cups"}),
}
_NEVER: dict[GoalKind, frozenset[str]] = {
    GoalKind.MONEY: frozenset({"weight", "distance", "time", "text", "drinks"}),
    GoalKind.BODY: frozenset({"money", "distance", "time", "text"}),
    GoalKind.QUIT: frozenset({"money", "weight", "distance", "text"}),
    GoalKind.TRAINING: frozenset({"money", "text", "drinks"}),
    GoalKind.RELATING: frozenset({"money", "weight", "distance", "text", "drinks"}),
    GoalKind.FEAR: frozenset({"money", "weight", "text", "drinks"}),
    GoalKind.EXAM: frozenset({"money", "weight", "distance", "drinks"}),
}
"""Families of units that cannot be the result of a kind: hours are no weight."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The least and the most of a rate that a person can live."""

    unit: str
    word: str
    """Part of the metric this bound is for; empty for every metric."""
    least: float
    most: float


_BOUNDS = (
    Bound("h a day", "sleep", 5, 10),
    Bound("h a night", "sleep", 5, 10),
    Bound("h a day", "", 0, 12),
    Bound("min a day", "", 0, 720),
    Bound("h a week", "", 0, 60),
    Bound("days a week", "", 0, 7),
    Bound("nights a week", "", 0, 7),
    Bound("%", "", 0, 100),
)


def unit_family(unit: str) -> str | None:
    """Return the family of a unit: money, weight, distance, time, text, drinks, or None."""
    head = unit.split(" ", maxsplit=1)[0]
    return next((name for name, units in _FAMILIES.items() if head in units), None)


def fits_kind(target: Target, kind: GoalKind | None) -> bool:
    """Return whether a target's unit can be the result of a kind of goal."""
    family = unit_family(target.unit)
    return kind is None or family is None or family not in _NEVER.get(kind, frozenset())


def within_bounds(target: Target) -> float | None:
    """Return the target's number, the nearest a body can live, or None if it cannot be meant."""
    metric = target.metric.lower()
    for bound in _BOUNDS:
        if target.unit == bound.unit and bound.word in metric:
            nearest = min(bound.most, max(bound.least, target.quantity))
            return nearest if bound.word or nearest == target.quantity else None
    return target.quantity


def on_its_side(target: Target, direction: int) -> bool:
    """Return whether a target is a number, and lies where the goal goes from the baseline.

    Only what falls may end at zero.
    """
    if target.quantity < 0 or (target.quantity == 0 and direction > 0):
        return False
    if target.baseline is None:
        return True
    return direction * (target.quantity - target.baseline) >= 0


def safe_weight(target: Target, weeks: int) -> float:
    """Return the weight to reach at one percent a week at most, towards the target."""
    if unit_family(target.unit) != "weight" or not target.baseline:
        return target.quantity
    if target.baseline * _KILOGRAMS[target.unit.split()[0]] < _LEAST_BODY:
        return target.quantity
    most = target.baseline * SAFE_SHARE_A_WEEK * weeks
    change = target.quantity - target.baseline
    if abs(change) <= most:
        return target.quantity
    return round(target.baseline + (most if change > 0 else -most), 1)


_LEAST_BODY = 30.0
"""Kilograms below which a baseline is a loss so far ("3 kg down"), not the weight of a body."""
