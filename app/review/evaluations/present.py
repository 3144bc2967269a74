"""Scores in words, cards and table rows."""

from app.charts.series import Axis
from app.review.shared.score_text import (
    QUALITY_TARGET,
    against_target,
    interval_of,
    scored_by_rule,
)
from core import formats
from core.quality.verdict import status_of
from core.usecases.scores.get_score_report import OVERALL, Quality, ScoreTotals
from core.usecases.utc_days import UtcDays

SATURATED_SHARE = 0.5
"""With more scores than this at the top, a dimension hardly distinguishes results."""


def axis(window: UtcDays) -> Axis:
    """Return the axis of score charts."""
    return Axis(
        title="Score, 0 to 10",
        low=0,
        high=10,
        target=QUALITY_TARGET,
        since=window.since,
        until=window.until,
    )


def sentence(quality: Quality) -> str:
    """Return what the scores mean, and which of them come from rules."""
    overall = quality.overall
    scored = [
        (row.mean, row.dimension)
        for row in quality.totals
        if row.dimension != OVERALL and row.mean is not None
    ]
    if overall is None or overall.mean is None or not scored:
        return "Nothing was scored in this window."
    lowest, dimension = min(scored)
    state = against_target(overall)[0].lower()
    by_rule = " scored by rule" if quality.scorer == "rule" else ""
    apart = f" {scored_by_rule(quality)}." if quality.offline else ""
    return (
        f"Quality {overall.mean:.1f} {formats.interval(interval_of(overall))} of 10 from "
        f"{formats.pluralize(overall.n, 'evaluation')}{by_rule}, "
        f"{status_of(overall.mean).lower()}: {state}; {dimension} is the lowest dimension, "
        f"{lowest:.1f}.{apart}{_older(quality)}"
    )


def _older(quality: Quality) -> str:
    if not quality.older:
        return ""
    scores = formats.pluralize(quality.older, "earlier score")
    were = "was" if quality.older == 1 else "were"
    return f" {scores} {were} given with an older rubric and not counted here."


def describe_gaps(row: ScoreTotals) -> str:
    """Return how many scores are missing, and how many are at the top of the scale."""
    asked = row.n + row.unscored
    missing = formats.share(row.unscored / asked if asked else None)
    saturated = row.saturated / row.n if row.n else None
    warning = ""
    if saturated is not None and saturated > SATURATED_SHARE:
        warning = ", so it hardly tells good from better"
    return (
        f"Unscored {row.unscored} of {asked} ({missing}). "
        f"At 9.5 or more: {formats.share(saturated)}{warning}."
    )
