"""Mean scores in words."""

from core import formats
from core.quality.intervals import Interval
from core.usecases.measures.estimates import quality
from core.usecases.scores.get_score_report import Quality, ScoreTotals


def interval_of(totals: ScoreTotals) -> Interval | None:
    """Return the interval of a mean score."""
    return quality(totals).interval


def scored_by_rule(quality: Quality) -> str:
    """Return which scores come from rules, or "" if models judged everything."""
    if quality.scorer == "rule":
        return "scored by rule"
    apart = quality.offline
    if not apart:
        return ""
    mean = formats.figure(apart.mean)
    return f"{formats.count(apart.n)} more scored by rule: {mean}, counted separately"
