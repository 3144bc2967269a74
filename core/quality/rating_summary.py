"""Summary of ratings: count, mean, histogram and shares of yes, with confidence intervals."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.quality.intervals import STARS, Interval, mean_interval, wilson_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class StarRow:
    """One bar of the histogram; a half star counts as the whole star below it, but at least one."""

    stars: int
    count: int
    share: float
    has_halves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionShare:
    """Count of yes answers to one question, of all who answered it."""

    name: str
    yes: int
    n: int
    interval: Interval | None

    @property
    def share(self) -> float | None:
        return self.yes / self.n if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSummary:
    """The ratings of a time window, summarised."""

    n: int
    mean: float | None
    variance: float | None
    interval: Interval | None
    stars: tuple[StarRow, ...]
    """Five stars first."""
    dimensions: tuple[DimensionShare, ...]

    @property
    def weakest(self) -> DimensionShare | None:
        """The dimension with the lowest share of yes, or None without answers."""
        answered = [d for d in self.dimensions if d.share is not None]
        return min(answered, key=lambda d: (d.yes / d.n, d.name), default=None)


def summarise(
    histogram: tuple[int, ...],
    answers: Mapping[str, tuple[int, int]],
    *,
    mean: float | None,
    variance: float | None,
) -> FeedbackSummary:
    """Return the summary of ratings in ten bins of half stars and of (yes, answers) per question.

    Raises ValueError if there are not ten bins.
    """
    if len(histogram) != 10:
        raise ValueError(f"Ratings come in ten bins of half stars, not in {len(histogram)}")
    n = sum(histogram)
    dimensions = (
        DimensionShare(name=name, yes=yes, n=answered, interval=wilson_interval(yes, answered))
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
