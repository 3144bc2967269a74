"""The figure of each measure from the totals of a window, with its n and its 95 % interval.

Pages and alerts compute every measure here, so that the same name over the same days is the same
figure on all of them.
"""

from core.quality.change import (
    NOTHING,
    Difference,
    Estimate,
    amount_estimate,
    difference_of,
    mean_estimate,
    share_estimate,
)
from core.quality.intervals import SCORES, STARS, Interval
from core.store.outcomes.read import OutcomeShare
from core.store.ratings.read import RatingTotals
from core.store.scores.trends import ScoreTotals
from core.store.traces.operations import OperationTotals

__all__ = [
    "NOTHING",
    "Difference",
    "Estimate",
    "cost_of_days",
    "cost_per_goal",
    "difference_of",
    "error_rate",
    "overhead",
    "quality",
    "satisfaction",
    "share_of_plans",
    "wait",
]


def satisfaction(totals: RatingTotals) -> Estimate:
    """Return the mean stars of ratings."""
    return mean_estimate(totals.n, totals.mean, totals.variance, scale=STARS)


def quality(totals: ScoreTotals | None) -> Estimate:
    """Return the mean of scores of one kind of scorer."""
    if totals is None:
        return NOTHING
    return mean_estimate(totals.n, totals.mean, totals.variance, scale=SCORES)


def error_rate(totals: OperationTotals) -> Estimate:
    """Return the share of ended traces that failed."""
    return share_estimate(totals.errors, totals.n)


def overhead(totals: OperationTotals) -> Estimate:
    """Return the share of time that went into tracing; a ratio of sums, not an estimate."""
    return _exact(totals.n, totals.overhead_share)


def cost_per_goal(totals: OperationTotals) -> Estimate:
    """Return the mean cost of a run that makes a plan, in US dollars."""
    return amount_estimate(totals.n, totals.cost_usd, totals.cost_squares)


def cost_of_days(totals: OperationTotals) -> Estimate:
    """Return what traces have cost, in US dollars; a sum, so nothing is estimated."""
    return _exact(totals.n, totals.cost_usd)


def wait(totals: OperationTotals) -> Estimate:
    """Return the time within which 95 % of the plans were made, in seconds."""
    found = totals.p95_interval
    seconds = None if found is None else Interval(low=found.low / 1_000, high=found.high / 1_000)
    value = None if totals.p95_ms is None else totals.p95_ms / 1_000
    return Estimate(n=totals.n, value=value, interval=seconds)


def share_of_plans(found: OutcomeShare) -> Estimate:
    """Return a share whose records come in plans; n counts the plans."""
    return Estimate(n=found.plans, value=found.share, interval=found.interval)


def _exact(n: int, value: float | None) -> Estimate:
    interval = None if value is None else Interval(low=value, high=value)
    return Estimate(n=n, value=value, interval=interval)
