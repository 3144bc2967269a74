"""Summarize the ratings of a window of days."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.slice import EVERYTHING, Slice
from core.store.ratings.read import (
    RatingTotals,
    RatingTrendPoint,
    YesShare,
    rating_totals,
    rating_trend,
)
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = ["RatingReport", "RatingTotals", "RatingTrendPoint", "YesShare", "get_rating_report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingReport:
    """The ratings of a window, and day by day."""

    totals: RatingTotals
    trend: tuple[RatingTrendPoint, ...]


@allow(Access.REVIEWER)
def get_rating_report(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    within: Slice = EVERYTHING,
) -> RatingReport:
    """Return the ratings of a window. Raises NotAllowed below reviewer."""
    since, until = days.since, days.until
    return RatingReport(
        totals=rating_totals(
            rein.database,
            since=since,
            until=until,
            sample=sample,
            within=within,
        ),
        trend=rating_trend(
            rein.database,
            since=since,
            until=until,
            sample=sample,
            within=within,
        ),
    )
