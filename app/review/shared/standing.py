"""A figure against its target as a page shows it: one word, its tone, and what n counts."""

from collections.abc import Mapping

from app.ui.status_labels import Tone
from core import formats
from core.quality.change import Estimate
from core.quality.targets.figure_text import write_basis, write_range
from core.quality.targets.measure import Measure
from core.quality.targets.standing import Standing, standing_of
from core.quality.targets.target import Limits, Target

TONES: Mapping[Standing, Tone] = {
    Standing.MET: Tone.GOOD,
    Standing.MISSED: Tone.BAD,
    Standing.UNDECIDED: Tone.NONE,
    Standing.NO_FIGURE: Tone.NONE,
    Standing.NO_TARGET: Tone.NONE,
}


def state_of(standing: Standing) -> tuple[str, Tone]:
    """Return a standing as the label and tone of a tag."""
    return standing.value, TONES[standing]


def stand(estimate: Estimate, target: Target, limits: Limits) -> Standing:
    """Return how a figure stands against the target in force."""
    return standing_of(estimate, target, limits[target.name].threshold)


def basis(estimate: Estimate, measure: Measure, days: int | None = None) -> str:
    """Return what a figure is made of: n, and its interval unless it is a plain sum.

    The days are left out where the page says them once for all its figures.
    """
    counted = f"n = {formats.pluralize(estimate.n, measure.noun)}"
    text = counted if days is None else write_basis(estimate.n, measure, days)
    found = estimate.interval
    if found is None:
        return text if not estimate.n else f"{text}; too few for an interval"
    if found.low == found.high:
        return text
    return f"{text}; 95 % interval {write_range(found.low, found.high, measure)}"
