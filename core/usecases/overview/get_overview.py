"""The figures of a window beside those of the window before, day by day, and what needs a look."""

from dataclasses import dataclass, replace
from datetime import timedelta

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.slice import EVERYTHING, Slice
from core.quality.targets.target import Limits
from core.store.outcomes.read import OutcomeDay, OutcomeTotals, outcome_totals, return_trend
from core.store.ratings.read import (
    RatingRow,
    RatingTotals,
    RatingTrendPoint,
    list_lowest_ratings,
    rating_totals,
    rating_trend,
)
from core.store.scores.quality import Quality, find_quality
from core.store.scores.trends import OVERALL, ScorePoint, score_trend
from core.store.traces.operations import (
    OperationDay,
    OperationTotals,
    operation_totals,
    operation_trend,
)
from core.tracing.names import GOAL_PIPELINE
from core.usecases.access.allow import Access, allow
from core.usecases.targets.get_targets import get_limits
from core.usecases.utc_days import UtcDays

__all__ = [
    "OperationDay",
    "OperationTotals",
    "OutcomeDay",
    "Overview",
    "RatingRow",
    "RatingTrendPoint",
    "ScorePoint",
    "WindowFigures",
    "get_overview",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowFigures:
    """The figures of one window."""

    days: UtcDays
    satisfaction: RatingTotals
    quality: Quality
    operations: OperationTotals
    """All traces but those of tests."""
    goals: OperationTotals
    """Runs that make a plan of a goal."""
    outcomes: OutcomeTotals


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A window, the window of the same length before it, and the days of the first."""

    now: WindowFigures
    before: WindowFigures
    modelled: OperationTotals
    """Of the window, what a model wrote."""
    ratings: tuple[RatingTrendPoint, ...]
    scores: tuple[ScorePoint, ...]
    """Overall scores by the kind of scorer of `now.quality`."""
    operations: tuple[OperationDay, ...]
    goals: tuple[OperationDay, ...]
    returns: tuple[OutcomeDay, ...]
    lowest: tuple[RatingRow, ...]
    """The lowest ratings of the window, none above half of the stars."""
    limits: Limits
    """The targets in force, which admins change on Config."""


@allow(Access.REVIEWER, reads_texts=True)
def get_overview(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    within: Slice = EVERYTHING,
) -> Overview:
    """Return the Overview of a window. Raises NotAllowed below reviewer."""
    with rein.database.snapshot():
        return _overview(rein, viewer, days, sample=sample, within=within)


def _overview(
    rein: Rein, viewer: Viewer, days: UtcDays, *, sample: bool, within: Slice
) -> Overview:
    length = days.until - days.since + timedelta(days=1)
    earlier = UtcDays(since=days.since - length, until=days.until - length)
    now, before = (
        _figures(rein, window, sample=sample, within=within) for window in (days, earlier)
    )
    database, since, until = rein.database, days.since, days.until
    operations, goals = (
        operation_trend(database, since=since, until=until, sample=sample, name=name, within=within)
        for name in (None, GOAL_PIPELINE)
    )
    return Overview(
        now=now,
        before=before,
        modelled=_operations(rein, days, sample=sample, within=_by_model(within)),
        ratings=rating_trend(database, since=since, until=until, sample=sample, within=within),
        scores=_scores(rein, now, sample=sample, within=within),
        operations=operations,
        goals=goals,
        returns=return_trend(database, since=since, until=until, sample=sample, within=within),
        lowest=list_lowest_ratings(
            database, sample=sample, since=since, until=until, within=within
        ),
        limits=get_limits(rein, viewer=viewer),
    )


def _figures(rein: Rein, days: UtcDays, *, sample: bool, within: Slice) -> WindowFigures:
    database, since, until = rein.database, days.since, days.until
    return WindowFigures(
        days=days,
        satisfaction=rating_totals(
            database, since=since, until=until, sample=sample, within=within
        ),
        quality=find_quality(database, since=since, until=until, sample=sample, within=within),
        operations=_operations(rein, days, sample=sample, within=within),
        goals=_operations(rein, days, sample=sample, within=within, name=GOAL_PIPELINE),
        outcomes=outcome_totals(database, since=since, until=until, sample=sample, within=within),
    )


def _scores(
    rein: Rein, now: WindowFigures, *, sample: bool, within: Slice
) -> tuple[ScorePoint, ...]:
    days = score_trend(
        rein.database,
        since=now.days.since,
        until=now.days.until,
        sample=sample,
        scorer=now.quality.scorer,
        within=within,
    )
    return tuple(point for point in days if point.dimension == OVERALL)


def _operations(
    rein: Rein, days: UtcDays, *, sample: bool, within: Slice, name: str | None = None
) -> OperationTotals:
    return operation_totals(
        rein.database,
        since=days.since,
        until=days.until,
        sample=sample,
        name=name,
        within=within,
    )


def _by_model(within: Slice) -> Slice:
    return within if within.offline is not None else replace(within, offline=False)
