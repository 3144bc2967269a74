"""List single ratings, and the history of one rating."""

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.database.pagination import Page
from core.store.ratings import read
from core.store.ratings.read import RatingChange, RatingRow
from core.store.ratings.values import RatingRecord
from core.usecases.utc_days import UtcDays

__all__ = [
    "Page",
    "RatingChange",
    "RatingRecord",
    "RatingRow",
    "list_rating_changes",
    "list_ratings",
]


def list_ratings(  # noqa: PLR0913 - each one is a filter of the page
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    prompt_version: str | None = None,
    model: str | None = None,
    with_comment: bool = False,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[RatingRow]:
    """Return the ratings of a window, newest first. Raises NotAllowed below reviewer."""
    viewer.require(Role.REVIEWER)
    return read.list_ratings(
        rein.database,
        sample=sample,
        since=days.since,
        until=days.until,
        prompt_version=prompt_version,
        model=model,
        with_comment=with_comment,
        limit=limit,
        cursor=cursor,
    )


def list_rating_changes(rein: Rein, *, viewer: Viewer, trace_id: str) -> tuple[RatingChange, ...]:
    """Return every state of the viewer's own rating of a trace, oldest first."""
    return read.rating_history(rein.database, trace_id=trace_id, user_id=viewer.id)
