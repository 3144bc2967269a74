"""List all ratings for reviewers: filtered, sorted, searched, by theme."""

from dataclasses import replace

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.database.pagination import MAX_PAGE, Page
from core.store.ratings import inbox
from core.store.ratings.inbox import InboxRow
from core.store.ratings.inbox_filter import InboxFilter, Order
from core.usecases.access.allow import Access, allow
from core.usecases.ratings.get_themes import Theme, get_themes
from core.usecases.utc_days import UtcDays

__all__ = [
    "MAX_COUNTED",
    "MAX_PAGE",
    "InboxFilter",
    "InboxRow",
    "Order",
    "Page",
    "count_inbox",
    "find_theme",
    "list_inbox",
]

MAX_COUNTED = 1_000


@allow(Access.REVIEWER, reads_texts=True)
def list_inbox(
    rein: Rein,
    *,
    viewer: Viewer,
    filters: InboxFilter,
    theme: str = "",
    order: Order = Order.NEWEST,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[InboxRow]:
    """Return ratings, those of a theme if one is named. Raises NotAllowed below reviewer."""
    wanted = _of_theme(rein, viewer, filters, theme)
    return inbox.list_inbox(rein.database, wanted, order=order, limit=limit, cursor=cursor)


@allow(Access.REVIEWER)
def count_inbox(rein: Rein, *, viewer: Viewer, filters: InboxFilter, theme: str = "") -> int:
    """Return how many such ratings there are, counting no further than MAX_COUNTED."""
    wanted = _of_theme(rein, viewer, filters, theme)
    return inbox.count_inbox(rein.database, wanted, at_most=MAX_COUNTED)


@allow(Access.REVIEWER, reads_texts=True)
def find_theme(rein: Rein, *, viewer: Viewer, filters: InboxFilter, theme: str) -> Theme | None:
    """Return the theme with a label among those of the window and filters, or None.

    Raises NotAllowed below reviewer.
    """
    report = get_themes(
        rein,
        viewer=viewer,
        days=UtcDays(since=filters.since, until=filters.until),
        sample=filters.sample,
        within=filters.within,
    )
    return report.found.find(theme)


def _of_theme(rein: Rein, viewer: Viewer, filters: InboxFilter, theme: str) -> InboxFilter:
    if not theme:
        return filters
    found = find_theme(rein, viewer=viewer, filters=filters, theme=theme)
    return replace(filters, keys=found.members if found is not None else ())
