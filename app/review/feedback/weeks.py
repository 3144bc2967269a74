"""The line of stars over days, or over weeks if days have few ratings."""

from datetime import date, timedelta

from app.charts.series import Point, Series
from core.quality.change import Estimate, difference_of, mean_estimate
from core.quality.intervals import STARS, pool_variance
from core.usecases.ratings.get_rating_report import RatingTrendPoint

THIN = 5
"""With fewer ratings a day, on average over the window, a line over days shows chance."""


def is_thin(days: tuple[RatingTrendPoint, ...], *, since: date, until: date) -> bool:
    """Return whether a window has so few ratings that weeks are shown."""
    return sum(day.n for day in days) < THIN * ((until - since).days + 1)


def by_week(days: tuple[RatingTrendPoint, ...], *, until: date) -> tuple[RatingTrendPoint, ...]:
    """Return the sums of each seven days, counted back from the last day of the window.

    A week is named by its last day, so that its dot stands where its ratings are known.
    """
    weeks: dict[date, RatingTrendPoint] = {}
    for day in days:
        last = until - timedelta(days=(until - day.day).days // 7 * 7)
        before = weeks.get(last)
        weeks[last] = RatingTrendPoint(
            day=last,
            n=day.n + (before.n if before else 0),
            sum=day.sum + (before.sum if before else 0.0),
            sumsq=day.sumsq + (before.sumsq if before else 0.0),
        )
    return tuple(weeks[last] for last in sorted(weeks))


def describe_change(days: tuple[RatingTrendPoint, ...], *, since: date, until: date) -> str:
    """Return whether the stars of the later half of a window are above those of the earlier."""
    middle = since + (until - since) / 2
    earlier = _sum([day for day in days if day.day <= middle])
    later = _sum([day for day in days if day.day > middle])
    found = difference_of(later, earlier)
    if found is None or not found.certain:
        return "Stars over time: no certain change within this window"
    step = f"{abs(found.value):.1f} {'higher' if found.value > 0 else 'lower'}"
    return f"Stars over time: {step} in the later half of this window"


def _sum(days: list[RatingTrendPoint]) -> Estimate:
    n, total, squares = (sum(getattr(day, name) for day in days) for name in ("n", "sum", "sumsq"))
    variance = max(0.0, (squares - total**2 / n) / (n - 1)) if n > 1 else None
    return mean_estimate(n, total / n if n else None, variance, scale=STARS)


def to_series(days: tuple[RatingTrendPoint, ...]) -> Series:
    """Return days or weeks as a line, each with its interval."""
    spread = pool_variance(((day.n, _variance(day)) for day in days), scale=STARS)
    points = (
        Point(
            day=day.day,
            mean=day.mean,
            n=day.n,
            interval=spread.interval(day.n, day.mean, scale=STARS),
        )
        for day in days
    )
    return Series(name="Stars", points=tuple(points))


def _variance(day: RatingTrendPoint) -> float | None:
    return max(0.0, (day.sumsq - day.sum**2 / day.n) / (day.n - 1)) if day.n > 1 else None
