"""A mean score against that of the window before, as far as the intervals allow."""

from math import sqrt

from app.review.shared.score_text import interval_of
from core.quality.intervals import Interval
from core.usecases.scores.get_score_report import ScoreTotals


def describe_change(now: ScoreTotals, before: ScoreTotals | None) -> str:
    """Return whether a mean is higher or lower than before, or that it is too early to tell."""
    own, earlier = interval_of(now), None if before is None else interval_of(before)
    if before is None or before.mean is None or earlier is None:
        return "No scores in the window before"
    if now.mean is None or own is None:
        return f"{before.mean:.1f} in the window before, n = {before.n}"
    step = now.mean - before.mean
    basis = f"against {before.mean:.1f} (n = {before.n}) in the window before"
    if abs(step) <= sqrt(_half(own) ** 2 + _half(earlier) ** 2):
        return f"{step:+.1f} {basis}: too early to tell"
    return f"{'Up' if step > 0 else 'Down'} {abs(step):.1f} {basis}"


def _half(interval: Interval) -> float:
    return (interval.high - interval.low) / 2
