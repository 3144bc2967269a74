"""The days of each figure of the Overview, as small lines."""

from collections.abc import Iterable
from datetime import date

from app.charts.series import Axis, Point, Series
from core.usecases.overview.get_overview import OperationDay, Overview
from core.usecases.utc_days import UtcDays

Day = tuple[date, float, int]
"""A day, its figure, and the number of its records."""


def stars(view: Overview) -> Series:
    """Return the mean stars of each day."""
    return _series("Stars", ((day.day, day.mean, day.n) for day in view.ratings))


def scores(view: Overview) -> Series:
    """Return the mean score of each day; days with two rubrics have two points."""
    found = ((p.day, p.mean, p.n) for p in view.scores if p.mean is not None)
    return _series("Score", found)


def failures(view: Overview) -> Series:
    """Return the share of failed traces of each day."""
    return _series("Failed", ((day.day, day.errors / day.n, day.n) for day in view.operations))


def costs(view: Overview) -> Series:
    """Return the mean cost of a goal of each day."""
    return _series("Cost", ((day.day, day.cost_usd / day.n, day.n) for day in view.goals))


def waits(view: Overview) -> Series:
    """Return the time within which 95 % of the plans of each day were made."""
    return _series("p95", _waits(view.goals))


def returns(view: Overview) -> Series:
    """Return the share of plans that were used in week 2, by the day that figure was final."""
    found = ((day.day, day.returned / day.plans, day.plans) for day in view.returns)
    return _series("Week 2", found)


def axis(series: Series, days: UtcDays, *, high: float | None = None, low: float = 0.0) -> Axis:
    """Return the axis of a spark; without an upper end, that of the largest day."""
    top = max((point.mean for point in series.points), default=0.0)
    return Axis(
        title=series.name,
        low=low,
        high=high if high is not None else top * 1.1 or 1.0,
        target=None,
        since=days.since,
        until=days.until,
    )


def _waits(days: Iterable[OperationDay]) -> Iterable[Day]:
    return ((day.day, day.p95_ms, day.n) for day in days if day.p95_ms is not None)


def _series(name: str, days: Iterable[Day]) -> Series:
    return Series(
        name=name,
        points=tuple(Point(day=day, mean=mean, n=n, interval=None) for day, mean, n in days),
    )
