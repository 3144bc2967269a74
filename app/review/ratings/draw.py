"""Draw the list of ratings, and the way through it."""

from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from app.review.ratings import address, present
from app.ui import page_text, table
from core import formats
from core.usecases.ratings.list_inbox import InboxRow, Page


def show_list(page: Page[InboxRow], *, chosen: str, now: datetime) -> str | None:
    """Draw one part of the list. Return the rating that was chosen in it."""
    found = table.show(
        present.COLUMNS,
        tuple(present.cells(row, chosen=chosen, now=now) for row in page.rows),
        caption="Ratings",
        key="ratings.rows",
    )
    if found is None:
        return None
    return parse_qs(urlsplit(found).query)[address.RATING][0]


def show_way_on(page: Page[InboxRow], *, count: int, cursor: str | None) -> None:
    """Draw how many of the ratings this part of the list holds, and the way to the others."""
    if cursor is None and page.next_cursor is None:
        return
    page_text.note(f"{len(page.rows)} of {formats.count(count)} ratings are on this page.")
    with st.container(horizontal=True):
        if page.next_cursor is not None:
            st.button(
                "Next ratings",
                key="ratings.more",
                on_click=address.open_page,
                args=(page.next_cursor,),
            )
        if cursor is not None:
            st.button(
                "To the beginning", key="ratings.first", on_click=address.open_page, args=(None,)
            )


def show_turns(page: Page[InboxRow], *, chosen: str) -> None:
    """Draw the buttons to the rating before and after, which the keys k and j press."""
    before, after = address.neighbours(page.rows, chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Previous",
            key="ratings.previous",
            shortcut="k",
            disabled=before is None,
            on_click=address.open_rating,
            args=(before,),
        )
        if after is not None or page.next_cursor is None:
            st.button(
                "Next",
                key="ratings.next",
                shortcut="j",
                disabled=after is None,
                on_click=address.open_rating,
                args=(after,),
            )
        else:
            st.button(
                "Next page",
                key="ratings.next_page",
                shortcut="j",
                on_click=address.open_page,
                args=(page.next_cursor,),
            )
        if address.is_opened():
            st.button("All ratings", key="ratings-all", on_click=address.close_rating)
