"""Scores of days as those of weeks, where days have too few to show more than chance."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from core.usecases.scores.get_score_report import ScorePoint

THIN = 5
"""With fewer scores a day, on average over the window, a line over days shows chance."""
DAYS = 7


def is_thin(n: int, *, since: date, until: date) -> bool:
    """Return whether a window has so few scores that weeks are shown."""
    days = (until - since).days + 1
    return days > DAYS and n < THIN * days


def by_week(points: Sequence[ScorePoint], *, until: date) -> tuple[ScorePoint, ...]:
    """Return the scores of each seven days, counted back from the last day of the window.

    A week is named by its last day. Groups, dimensions and rubrics stay apart.
    """
    weeks: dict[tuple[date, str, str, str], ScorePoint] = {}
    for point in points:
        last = until - timedelta(days=(until - point.day).days // DAYS * DAYS)
        key = (last, point.dimension, point.group, point.rubric)
        known = weeks.get(key)
        moved = replace(point, day=last)
        weeks[key] = moved if known is None else _added(known, moved)
    return tuple(sorted(weeks.values(), key=lambda point: point.day))


def _added(one: ScorePoint, other: ScorePoint) -> ScorePoint:
    n, unscored = one.n + other.n, one.unscored + other.unscored
    if not n:
        return replace(one, unscored=unscored)
    mean = sum(point.n * point.mean for point in (one, other) if point.mean is not None) / n
    squares = sum(
        (point.variance or 0.0) * max(0, point.n - 1) + point.n * (point.mean - mean) ** 2
        for point in (one, other)
        if point.mean is not None
    )
    variance = squares / (n - 1) if n > 1 else None
    return replace(one, n=n, mean=mean, variance=variance, unscored=unscored)
