"""Which ratings the Feedback page counts, and those ratings one by one."""

from dataclasses import dataclass

from app import auth, services
from app.review.shared.paging import MAX_EXPORTED, collect
from core.quality.slice import EVERYTHING, Slice
from core.usecases.ratings.list_ratings import RatingRow, list_ratings
from core.usecases.traces.list_traces import MAX_PAGE, Page
from core.usecases.utc_days import UtcDays


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which ratings count."""

    days: UtcDays
    sample: bool
    within: Slice = EVERYTHING


def export_ratings(chosen: Chosen, *, at_most: int = MAX_EXPORTED) -> list[RatingRow]:
    """Return the newest ratings of a slice, with and without comments."""
    return collect(lambda cursor: find_page(chosen, limit=MAX_PAGE, cursor=cursor), at_most=at_most)


def find_page(
    chosen: Chosen, *, limit: int, cursor: str | None = None, with_comment: bool = False
) -> Page[RatingRow]:
    """Return one part of the ratings, the newest first."""
    return list_ratings(
        services.rein(),
        viewer=auth.current_viewer(),
        days=chosen.days,
        sample=chosen.sample,
        within=chosen.within,
        with_comment=with_comment,
        limit=limit,
        cursor=cursor,
    )
