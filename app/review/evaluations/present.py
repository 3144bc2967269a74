"""Scores in words, cards and table rows."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor

from app.charts import trend
from app.charts.series import Axis, Mark, Series
from app.review.evaluations.change import describe_change
from app.review.shared.score_text import interval_of, scored_by_rule
from app.review.shared.standing import stand
from app.ui.text import uncapital
from core import formats
from core.quality.targets.figure_text import write_window
from core.quality.targets.target import QUALITY, Limits
from core.usecases.measures.estimates import quality as quality_of
from core.usecases.scores.get_score_report import OVERALL, Quality, ScoreTotals
from core.usecases.utc_days import UtcDays

LEAST_RANGE = 2
"""The axis covers at least this many scores: otherwise noise would look like news."""


def threshold(limits: Limits) -> float | None:
    """Return the target of scores that is in force."""
    return limits[QUALITY.name].threshold


def axis(
    window: UtcDays,
    groups: Iterable[Sequence[Series]],
    target: float | None,
    marks: tuple[Mark, ...] = (),
) -> Axis:
    """Return the axis of score charts: whole scores around the means that are drawn."""
    means = [point.mean for lines in groups for line in lines for point in line.points]
    low, high = floor(min(means, default=0)), ceil(max(means, default=10))
    low = max(0, min(low, high - LEAST_RANGE))
    high = min(10, max(high, low + LEAST_RANGE))
    return Axis(
        title=f"Score (axis from {low} to {high})",
        low=low,
        high=high,
        target=target if target is not None and low <= target <= high else None,
        since=window.since,
        until=window.until,
        marks=marks,
    )


def basis(series: tuple[Series, ...], axis: Axis, unit: str) -> str:
    """Return what the chart of these lines is made of, and what began on the way."""
    named = (f"{mark.name} from {formats.day(mark.day)}" for mark in axis.marks)
    return "; ".join((trend.basis(series, unit=unit), *named))


def describe_scale(axis: Axis, target: float | None) -> str:
    """Return the scale of a chart, and where the target is if the scale leaves it out."""
    scale = f"axis {axis.low:g} to {axis.high:g}"
    if target is None:
        return scale
    if axis.target is not None:
        return f"{scale}, target {target:g}"
    side = "below" if axis.low > target else "above"
    return f"{scale}, target {target:g} {side}"


def sentence(
    quality: Quality, *, before: Mapping[str, ScoreTotals], limits: Limits, days: int
) -> str:
    """Return what the scores mean, whether they changed, and which of them come from rules."""
    overall = quality.overall
    scored = [
        (row.mean, row.dimension)
        for row in quality.totals
        if row.dimension != OVERALL and row.mean is not None
    ]
    if overall is None or overall.mean is None or not scored:
        return "Nothing was scored in this window."
    lowest, dimension = min(scored)
    state = uncapital(stand(quality_of(overall), QUALITY, limits).value)
    by_rule = " scored by rule" if quality.scorer == "rule" else ""
    apart = f" {scored_by_rule(quality)}." if quality.offline else ""
    return (
        f"{QUALITY.title} {overall.mean:.1f} {formats.interval(interval_of(overall))} of 10 from "
        f"{formats.pluralize(overall.n, QUALITY.noun)} of {write_window(days)}{by_rule}: "
        f"{state}; {dimension} is the lowest dimension, "
        f"{lowest:.1f}. {describe_change(overall, before.get(OVERALL))}.{apart}{_older(quality)}"
    )


def _older(quality: Quality) -> str:
    if not quality.older:
        return ""
    scores = formats.pluralize(quality.older, "earlier score")
    were = "was" if quality.older == 1 else "were"
    return f" {scores} {were} given with an older rubric and not counted here."


def describe_gaps(row: ScoreTotals) -> str:
    """Return how many scores are missing, or "" if none is."""
    asked = row.n + row.unscored
    if not row.unscored:
        return ""
    return (
        f" {row.unscored} of {asked} could not be scored ({formats.share(row.unscored / asked)})."
    )
