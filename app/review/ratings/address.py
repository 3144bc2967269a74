"""Which rating and which part of the list is shown; both are in the URL."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from core.usecases.ratings.list_inbox import InboxFilter, InboxRow, Order

RATING, AFTER, THEME = "rating", "after", "theme"
_SEEN = "ratings.seen"


def key_of(row: InboxRow) -> str:
    """Return what names a rating in the URL."""
    return f"{row.trace_id}.{row.user_id}"


def ids_of(key: str) -> tuple[str, str]:
    """Return the ids of the trace and of the person in a key; empty where they are missing."""
    trace_id, _, user_id = key.partition(".")
    return trace_id, user_id


def link_to(key: str) -> str:
    """Return the address of a rating in the same list."""
    query = {name: value for name, value in st.query_params.items() if name != RATING}
    return f"ratings?{urlencode(query | {RATING: key})}"


def theme() -> str:
    """Return the label of the theme whose ratings are listed, or ""."""
    return st.query_params.get(THEME, "")


def cursor_of(filters: InboxFilter, order: Order) -> str | None:
    """Return the cursor of the list; changed filters start at its beginning."""
    shown = (filters, order, theme())
    before = st.session_state.get(_SEEN, shown)
    st.session_state[_SEEN] = shown
    if before != shown:
        open_page(None)
    return st.query_params.get(AFTER)


def open_page(cursor: str | None) -> None:
    """Show another part of the list, with its first rating."""
    st.query_params.pop(RATING, None)
    if cursor is None:
        st.query_params.pop(AFTER, None)
    else:
        st.query_params[AFTER] = cursor


def open_rating(key: str) -> None:
    """Show another rating."""
    st.query_params[RATING] = key


def is_opened() -> bool:
    """Return whether a rating was opened, not only shown as the first of the list."""
    return RATING in st.query_params


def close_rating() -> None:
    """Show the list again, where it gives way to an opened rating."""
    st.query_params.pop(RATING, None)


def drop_theme() -> None:
    """List the ratings of all themes."""
    st.query_params.pop(THEME, None)
    open_page(None)


def chosen_key(rows: Sequence[InboxRow]) -> str:
    """Return the rating of the URL, or the first of the list."""
    return st.query_params.get(RATING) or key_of(rows[0])


def neighbours(rows: Sequence[InboxRow], key: str) -> tuple[str | None, str | None]:
    """Return the ratings before and after one; without it in the list, its first is the next."""
    keys = [key_of(row) for row in rows]
    if key not in keys:
        return None, keys[0] if keys else None
    place = keys.index(key)
    return (
        keys[place - 1] if place else None,
        keys[place + 1] if place + 1 < len(keys) else None,
    )
