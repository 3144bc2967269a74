"""How a figure stands against its target: the only words for it, and the only rule."""

from enum import StrEnum

from core.quality.change import Estimate
from core.quality.targets.target import Direction, Target


class Standing(StrEnum):
    """A figure against its target. The word says good or bad whatever is measured."""

    MET = "Target met"
    MISSED = "Target missed"
    UNDECIDED = "Too early to tell"
    """The target lies inside the range of the figure, or there are too few records."""
    NO_FIGURE = "No figure yet"
    NO_TARGET = "No target"
    """An admin switched it off, or never set one."""


def standing_of(estimate: Estimate, target: Target, threshold: float | None) -> Standing:
    """Return how a figure stands: decided only where its whole interval is on one side."""
    if threshold is None:
        return Standing.NO_TARGET
    if estimate.value is None:
        return Standing.NO_FIGURE
    if estimate.interval is None or estimate.n < target.min_n:
        return Standing.UNDECIDED
    low, high = estimate.interval.low, estimate.interval.high
    if target.should_be is Direction.BELOW:
        low, high, threshold = -high, -low, -threshold
    if low >= threshold:
        return Standing.MET
    return Standing.MISSED if high < threshold else Standing.UNDECIDED
