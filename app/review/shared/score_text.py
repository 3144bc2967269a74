"""Mean scores against their target, in words."""

from app.ui.status_labels import Tone
from core import formats
from core.quality.intervals import SCORES, Interval, mean_interval
from core.usecases.scores.get_score_report import Quality, ScoreTotals

QUALITY_TARGET = 7.0


def interval_of(totals: ScoreTotals) -> Interval | None:
    """Return the interval of a mean score."""
    if totals.mean is None:
        return None
    return mean_interval(totals.n, totals.mean, totals.variance, scale=SCORES)


def against_target(totals: ScoreTotals) -> tuple[str, Tone]:
    """Return whether a mean score reaches its target."""
    return above(interval_of(totals), QUALITY_TARGET)


def above(interval: Interval | None, target: float) -> tuple[str, Tone]:
    """Return whether a figure is above its target, as far as its interval allows."""
    if interval is None:
        return "No figure yet", Tone.NONE
    if interval.low > target:
        return "Above target", Tone.GOOD
    if interval.high < target:
        return "Below target", Tone.BAD
    return "Not decided yet", Tone.WARN


def scored_by_rule(quality: Quality) -> str:
    """Return which scores come from rules, or "" if models judged everything."""
    if quality.scorer == "rule":
        return "scored by rule"
    apart = quality.offline
    if not apart:
        return ""
    mean = formats.figure(apart.mean)
    return f"{formats.count(apart.n)} more scored by rule: {mean}, counted separately"
