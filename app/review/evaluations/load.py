"""Read what the Evaluations page shows."""

from dataclasses import dataclass
from datetime import date, timedelta

from app import auth, services
from app.charts.series import Series
from app.review.evaluations import weeks
from app.review.evaluations.lines import series_of
from core.quality.rubric import Dimension
from core.quality.slice import EVERYTHING, Slice
from core.quality.targets.target import Limits
from core.usecases.scores.get_score_report import (
    OVERALL,
    GroupBy,
    Quality,
    Scorer,
    ScoreTotals,
    get_quality,
    get_score_report,
)
from core.usecases.scores.list_evaluations import EvaluationRow, list_evaluations
from core.usecases.targets.get_targets import get_limits
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
    by_week: bool
    """True if a point is a week, named by its last day."""
    limits: Limits
    """The targets in force."""
    before: dict[str, ScoreTotals]
    """Totals of the window before by measure, as far as they can be compared."""


@services.in_one_reading
def load_evaluations(
    days: UtcDays, *, sample: bool, by: GroupBy, within: Slice = EVERYTHING
) -> EvaluationsView:
    """Return the scores of a window, day by day."""
    rein, viewer = services.rein(), auth.current_viewer()
    quality = get_quality(rein, viewer=viewer, days=days, sample=sample, within=within)
    scorer = None if by == "judge" else quality.scorer
    report = get_score_report(
        rein, viewer=viewer, days=days, by=by, scorer=scorer, sample=sample, within=within
    )
    scored = sum(row.n for row in quality.totals if row.dimension == OVERALL)
    thin = weeks.is_thin(scored, since=days.since, until=days.until)
    trend = weeks.by_week(report.trend, until=days.until) if thin else report.trend
    groups = sorted(report.totals, key=lambda g: (-g.n, g.group)) if by != "none" else ()
    return EvaluationsView(
        quality=quality,
        scorer=scorer,
        groups=tuple(groups),
        series={measure: series_of(trend, measure, by) for measure in MEASURES},
        by_week=thin,
        limits=get_limits(rein, viewer=viewer),
        before=_before(quality, days, sample=sample, within=within),
    )


def _before(
    quality: Quality, days: UtcDays, *, sample: bool, within: Slice
) -> dict[str, ScoreTotals]:
    """Return the totals of as many days before, by the same scorer and rubric."""
    length = days.until - days.since + timedelta(days=1)
    earlier = get_score_report(
        services.rein(),
        viewer=auth.current_viewer(),
        days=UtcDays(since=days.since - length, until=days.since - timedelta(days=1)),
        scorer=quality.scorer,
        sample=sample,
        within=within,
    )
    rubrics = {row.rubric for row in quality.totals}
    return {row.dimension: row for row in earlier.totals if row.rubric in rubrics}


def evaluations_of(
    day: date,
    *,
    sample: bool,
    scorer: Scorer | None = None,
    within: Slice = EVERYTHING,
    days: int = 1,
) -> tuple[EvaluationRow, ...]:
    """Return the evaluations of the days that end with `day`, the newest first."""
    return list_evaluations(
        services.rein(),
        viewer=auth.current_viewer(),
        days=UtcDays(since=day - timedelta(days=days - 1), until=day),
        scorer=scorer,
        sample=sample,
        within=within,
        limit=ROWS_SHOWN,
    ).rows
