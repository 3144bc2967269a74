"""Scores of days or weeks as lines."""

from app.charts.series import Point, Series
from app.review.shared.slice_text import KINDS, label_of
from core.quality.intervals import SCORES, pool_variance
from core.usecases.scores.get_score_report import GroupBy, ScorePoint


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


def group_name(group: str, by: GroupBy) -> str:
    """Return the name of a group as the filters write it."""
    return label_of(group, KINDS) if by == "kind" and group else group or "not known"
