"""Scores of days or weeks as lines."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.charts.series import Mark, Point, Series
from app.review.shared.slice_text import KINDS, label_of
from core.quality.intervals import SCORES, pool_variance
from core.usecases.scores.get_score_report import GroupBy, ScorePoint

UNNAMED: Mapping[GroupBy, str] = {"prompt_version": "offline coach, no prompt"}
"""What an empty group is: only the offline coach, which reads values, writes without a prompt."""


def series_of(days: tuple[ScorePoint, ...], measure: str, by: GroupBy) -> tuple[Series, ...]:
    """Return one series for each group and rubric: a line never crosses two rubrics."""
    several = len({day.rubric for day in days}) > 1
    groups: dict[str, list[Point]] = {}
    chosen = [(day, day.mean) for day in days if day.dimension == measure and day.mean is not None]
    spread = pool_variance(((day.n, day.variance) for day, _ in chosen), scale=SCORES)
    for day, mean in chosen:
        interval = spread.interval(day.n, mean, scale=SCORES)
        point = Point(day=day.day, mean=mean, n=day.n, interval=interval, unscored=day.unscored)
        name = measure.capitalize() if by == "none" else group_name(day.group, by)
        groups.setdefault(f"{name}, rubric {day.rubric}" if several else name, []).append(point)
    found = (Series(name=group, points=tuple(points)) for group, points in groups.items())
    return tuple(sorted(found, key=lambda one: -one.n))


def marks_of(days: Iterable[ScorePoint], *, since: date) -> tuple[Mark, ...]:
    """Return on which day each prompt version was first seen, of those first seen since a day.

    The points are by prompt version, and begin some days before it.
    """
    first: dict[str, date] = {}
    for point in days:
        if point.group:
            first[point.group] = min(point.day, first.get(point.group, point.day))
    began = sorted((day, name) for name, day in first.items() if day >= since)
    return tuple(Mark(day, name) for day, name in began)


def group_name(group: str, by: GroupBy) -> str:
    """Return the name of a group as the filters write it."""
    if by == "kind" and group:
        return label_of(group, KINDS)
    return group or UNNAMED.get(by, "not known")
