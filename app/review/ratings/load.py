"""Read what the Ratings page shows, and store answers."""

from dataclasses import dataclass

from app import auth, services
from app.review.ratings import address
from app.review.shared.paging import collect
from core.usecases.ratings import list_inbox as inbox
from core.usecases.ratings import reply as replies
from core.usecases.ratings.get_rating import RatingDetail, get_rating
from core.usecases.ratings.get_themes import Theme
from core.usecases.ratings.list_inbox import MAX_PAGE, InboxFilter, InboxRow, Order, Page
from core.usecases.ratings.list_notes import SentNote, list_notes
from core.usecases.ratings.reply import Note

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is listed: filters, order and the label of a theme, or ""."""

    filters: InboxFilter
    order: Order
    theme: str


def find_page(listing: Listing, *, cursor: str | None, limit: int = PAGE) -> Page[InboxRow]:
    """Return one part of the list."""
    return inbox.list_inbox(
        services.rein(),
        viewer=auth.current_viewer(),
        filters=listing.filters,
        theme=listing.theme,
        order=listing.order,
        limit=limit,
        cursor=cursor,
    )


def count(listing: Listing) -> int:
    """Return how many ratings match, at most MAX_COUNTED."""
    return inbox.count_inbox(
        services.rein(),
        viewer=auth.current_viewer(),
        filters=listing.filters,
        theme=listing.theme,
    )


def find_theme(listing: Listing) -> Theme | None:
    """Return the theme that is listed."""
    if not listing.theme:
        return None
    return inbox.find_theme(
        services.rein(),
        viewer=auth.current_viewer(),
        filters=listing.filters,
        theme=listing.theme,
    )


def list_sent_notes(*, sample: bool) -> tuple[SentNote, ...]:
    """Return what people were answered, newest first."""
    return list_notes(services.rein(), viewer=auth.current_viewer(), sample=sample)


def find_rating(key: str) -> RatingDetail:
    """Return one rating. Raises NotFound."""
    trace_id, user_id = address.ids_of(key)
    return get_rating(
        services.rein(), viewer=auth.current_viewer(), trace_id=trace_id, user_id=user_id
    )


def export(listing: Listing) -> list[InboxRow]:
    """Return the ratings that match, in their order."""
    return collect(lambda cursor: find_page(listing, cursor=cursor, limit=MAX_PAGE))


def reply_to_rating(key: str, note: Note) -> None:
    """Answer one rating."""
    trace_id, user_id = address.ids_of(key)
    replies.reply_to_rating(
        services.rein(),
        viewer=auth.current_viewer(),
        trace_id=trace_id,
        user_id=user_id,
        note=note,
    )


def reply_to_theme(listing: Listing, note: Note) -> int:
    """Answer the ratings of the listed theme."""
    return replies.reply_to_theme(
        services.rein(),
        viewer=auth.current_viewer(),
        filters=listing.filters,
        theme=listing.theme,
        note=note,
    )


def change_reply(reply_id: str, note: Note) -> None:
    """Change an answer wherever it was given."""
    replies.change_reply(
        services.rein(), viewer=auth.current_viewer(), reply_id=reply_id, note=note
    )


def withdraw_reply(reply_id: str) -> None:
    """Withdraw an answer wherever it was given."""
    replies.withdraw_reply(services.rein(), viewer=auth.current_viewer(), reply_id=reply_id)
