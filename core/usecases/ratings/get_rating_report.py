"""Summarize the ratings of a window of days."""

from dataclasses import dataclass

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.ratings.read import (
    RatingTotals,
    RatingTrendPoint,
    YesShare,
    rating_totals,
    rating_trend,
)
from core.usecases.utc_days import UtcDays

__all__ = ["RatingReport", "RatingTotals", "RatingTrendPoint", "YesShare", "get_rating_report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingReport:
    """The ratings of a window, and day by day."""

    totals: RatingTotals
    trend: tuple[RatingTrendPoint, ...]


def get_rating_report(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    prompt_version: str | None = None,
    model: str | None = None,
) -> RatingReport:
    """Return the ratings of a window. Raises NotAllowed below reviewer."""
    viewer.require(Role.REVIEWER)
    since, until = days.since, days.until
    return RatingReport(
        totals=rating_totals(
            rein.database,
            since=since,
            until=until,
            sample=sample,
            prompt_version=prompt_version,
            model=model,
        ),
        trend=rating_trend(
            rein.database,
            since=since,
            until=until,
            sample=sample,
            prompt_version=prompt_version,
            model=model,
        ),
    )
