"""List single ratings, and the history of one rating."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.slice import EVERYTHING, Slice
from core.store.database.pagination import Page
from core.store.ratings import read
from core.store.ratings.read import RatingChange, RatingRow
from core.store.ratings.values import RatingRecord
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = [
    "Page",
    "RatingChange",
    "RatingRecord",
    "RatingRow",
    "list_rating_changes",
    "list_ratings",
]


@allow(Access.REVIEWER, reads_texts=True)
def list_ratings(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    within: Slice = EVERYTHING,
    with_comment: bool = False,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[RatingRow]:
    """Return the ratings of a window, newest first. Raises NotAllowed below reviewer."""
    return read.list_ratings(
        rein.database,
        sample=sample,
        since=days.since,
        until=days.until,
        within=within,
        with_comment=with_comment,
        limit=limit,
        cursor=cursor,
    )


@allow(Access.PERSON)
def list_rating_changes(
    rein: Rein, *, viewer: Viewer, trace_id: str, limit: int
) -> tuple[RatingChange, ...]:
    """Return the newest states of the viewer's own rating of a trace, oldest first."""
    return read.rating_history(rein.database, trace_id=trace_id, user_id=viewer.id, limit=limit)
