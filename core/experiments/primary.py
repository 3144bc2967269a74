"""What decides a trial, named before it starts, with what is usual of it.

It is one figure a person: the stars of their first rating, or the share of the tasks of their first
week that they did. Both lie between two fixed ends, which is all that the evidence asks for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.experiments.outcome import OutcomeScale


class Primary(StrEnum):
    """The figure that decides; its value is the name of the scale."""

    STARS = "stars"
    WEEK_1 = "week_1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is taken for granted of a figure if nothing else is agreed or known."""

    values: tuple[float, ...]
    centre: float
    variance: float
    least_variance: float
    effect: float
    """The smallest difference that is worth a new version."""
    largest_effect: float
    tolerance: float
    """The loss that is accepted for a cheaper candidate."""


USUAL: Mapping[Primary, Usual] = MappingProxyType(
    {
        Primary.STARS: Usual(
            values=tuple(place / 2 for place in range(1, 11)),
            centre=3.75,
            variance=1.3,
            least_variance=0.25,
            effect=0.3,
            largest_effect=2.0,
            tolerance=0.15,
        ),
        Primary.WEEK_1: Usual(
            values=tuple(place / 100 for place in range(101)),
            centre=0.5,
            variance=0.12,
            least_variance=0.02,
            effect=0.1,
            largest_effect=0.5,
            tolerance=0.05,
        ),
    }
)
_ENOUGH = 30
"""People below whom mean and variance are guessed instead."""


def primary_of(scale: OutcomeScale) -> Primary:
    """Return which figure a scale is of."""
    return Primary(scale.name)


def scale_of(
    primary: Primary, recent: tuple[int, float, float], *, effect: float | None = None
) -> OutcomeScale:
    """Return the scale with the guesses of recent outcomes, which are frozen from now on.

    `recent` has the number of outcomes, their mean and their variance.
    """
    usual, (n, mean, variance) = USUAL[primary], recent
    known = n >= _ENOUGH
    return OutcomeScale(
        name=primary,
        values=usual.values,
        centre=min(usual.values[-1], max(usual.values[0], mean)) if known else usual.centre,
        variance=max(usual.least_variance, variance) if known else usual.variance,
        effect=usual.effect if effect is None else effect,
    )
