"""Read what the Evaluations page shows."""

from dataclasses import dataclass
from datetime import date

from app import auth, services
from app.charts.series import Point, Series
from core.quality.intervals import SCORES, pool_variance
from core.quality.rubric import Dimension
from core.usecases.scores.get_score_report import (
    OVERALL,
    GroupBy,
    Quality,
    ScorePoint,
    Scorer,
    ScoreTotals,
    get_quality,
    get_score_report,
)
from core.usecases.scores.list_evaluations import EvaluationRow, list_evaluations
from core.usecases.utc_days import UtcDays

MEASURES = (OVERALL, *(dimension.value for dimension in Dimension))
ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationsView:
    """The scores of a window."""

    quality: Quality
    scorer: Scorer | None
    """Who gave the scores of `groups` and `series`; None for all, grouped by scorer."""
    groups: tuple[ScoreTotals, ...]
    """Totals by prompt version or model, the largest group first; empty without a comparison."""
    series: dict[str, tuple[Series, ...]]
    """Days by measure: one series per group, the largest first."""


def load_evaluations(days: UtcDays, *, sample: bool, by: GroupBy) -> EvaluationsView:
    """Return the scores of a window, day by day."""
    rein, viewer = services.rein(), auth.current_viewer()
    quality = get_quality(rein, viewer=viewer, days=days, sample=sample)
    scorer = None if by == "judge" else quality.scorer
    report = get_score_report(rein, viewer=viewer, days=days, by=by, scorer=scorer, sample=sample)
    groups = sorted(report.totals, key=lambda g: (-g.n, g.group)) if by != "none" else ()
    return EvaluationsView(
        quality=quality,
        scorer=scorer,
        groups=tuple(groups),
        series={measure: _series(report.trend, measure) for measure in MEASURES},
    )


def evaluations_of(
    day: date, *, sample: bool, scorer: Scorer | None = None
) -> tuple[EvaluationRow, ...]:
    """Return the evaluations of one day."""
    return list_evaluations(
        services.rein(),
        viewer=auth.current_viewer(),
        days=UtcDays(since=day, until=day),
        scorer=scorer,
        sample=sample,
        limit=ROWS_SHOWN,
    ).rows


def _series(days: tuple[ScorePoint, ...], measure: str) -> tuple[Series, ...]:
    """Return one series for each group and rubric: a line never crosses two rubrics."""
    several = len({day.rubric for day in days}) > 1
    groups: dict[str, list[Point]] = {}
    chosen = [(day, day.mean) for day in days if day.dimension == measure and day.mean is not None]
    spread = pool_variance(((day.n, day.variance) for day, _ in chosen), scale=SCORES)
    for day, mean in chosen:
        interval = spread.interval(day.n, mean, scale=SCORES)
        point = Point(day=day.day, mean=mean, n=day.n, interval=interval, unscored=day.unscored)
        name = day.group or measure.capitalize()
        groups.setdefault(f"{name}, rubric {day.rubric}" if several else name, []).append(point)
    found = (Series(name=group, points=tuple(points)) for group, points in groups.items())
    return tuple(sorted(found, key=lambda one: -one.n))
