"""Ratings added up: how many, how good, which side is weakest, each figure with how far it can be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.quality.intervals import STARS, Interval, mean_interval, wilson

SATISFACTION_TARGET = 4.0
"""Stars; the mean should be above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StarRow:
    """One bar of the histogram. Half stars count with the whole star below them, half a star with one."""

    stars: int
    count: int
    share: float
    has_halves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionShare:
    """How many said yes to one side of the answer, of those who answered it."""

    name: str
    yes: int
    n: int
    interval: Interval | None

    @property
    def share(self) -> float | None:
        return self.yes / self.n if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSummary:
    """All ratings of a window, in figures a person can act on."""

    n: int
    mean: float | None
    variance: float | None
    interval: Interval | None
    stars: tuple[StarRow, ...]
    """Five stars first."""
    dimensions: tuple[DimensionShare, ...]

    @property
    def weakest(self) -> DimensionShare | None:
        """The dimension with the smallest share of yes, None where nobody answered any."""
        answered = [d for d in self.dimensions if d.share is not None]
        return min(answered, key=lambda d: (d.yes / d.n, d.name), default=None)


def summarise(
    histogram: tuple[int, ...],
    answers: Mapping[str, tuple[int, int]],
    *,
    mean: float | None,
    variance: float | None,
) -> FeedbackSummary:
    """Add up ratings from ten bins of half stars and, per dimension, the yes and the answers.

    Raises ValueError where the bins are not ten.
    """
    if len(histogram) != 10:
        raise ValueError(f"Ratings come in ten bins of half stars, not in {len(histogram)}")
    n = sum(histogram)
    dimensions = (
        DimensionShare(name=name, yes=yes, n=answered, interval=wilson(yes, answered))
        for name, (yes, answered) in answers.items()
    )
    return FeedbackSummary(
        n=n,
        mean=mean if n else None,
        variance=variance,
        interval=mean_interval(n, mean, variance, scale=STARS) if mean is not None else None,
        stars=tuple(_star_row(stars, histogram, n) for stars in range(5, 0, -1)),
        dimensions=tuple(dimensions),
    )


def _star_row(stars: int, histogram: tuple[int, ...], n: int) -> StarRow:
    whole = histogram[2 * stars - 1]
    halves = histogram[2 * stars] if stars < 5 else 0
    if stars == 1:
        halves += histogram[0]
    count = whole + halves
    return StarRow(stars=stars, count=count, share=count / n if n else 0.0, has_halves=halves > 0)
