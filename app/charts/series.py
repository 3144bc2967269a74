"""A line over days: points with sample size and interval, and the line as a sentence."""

from dataclasses import dataclass
from datetime import date

from core.quality.intervals import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One day: the mean of `n` records with its interval."""

    day: date
    mean: float
    n: int
    interval: Interval | None
    unscored: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line."""

    name: str
    points: tuple[Point, ...]

    @property
    def n(self) -> int:
        return sum(point.n for point in self.points)

    @property
    def mean(self) -> float | None:
        """Mean of all records, not of the days."""
        return sum(p.mean * p.n for p in self.points) / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on which something began, such as a prompt version."""

    day: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The range and title of an axis, its days, the target, and what began on the way."""

    title: str
    low: float
    high: float
    target: float | None
    since: date
    until: date
    marks: tuple[Mark, ...] = ()


def describe(series: Series, axis: Axis) -> str:
    """Return the chart as a sentence, for people who do not see it."""
    if not series.points or series.mean is None:
        return f"{series.name}: no records from {axis.since} to {axis.until}."
    lowest = min(series.points, key=lambda p: p.mean)
    highest = max(series.points, key=lambda p: p.mean)
    first, last = series.points[0], series.points[-1]
    days = "1 day" if len(series.points) == 1 else f"{len(series.points)} days"
    target = "" if axis.target is None else f" The target is {axis.target:g}."
    return (
        f"{series.name}: mean {series.mean:.1f} of {axis.high:g} from {series.n} records on "
        f"{days}, "
        f"first {first.mean:.1f} on {first.day}, last {last.mean:.1f} on {last.day}, "
        f"lowest {lowest.mean:.1f} on {lowest.day}, highest {highest.mean:.1f} on {highest.day}."
        f"{target}"
    )
