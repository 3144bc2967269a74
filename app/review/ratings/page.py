"""Ratings: every rating beside its goal, plan and scores, and the answer to it."""

import streamlit as st

from app import services
from app.review.ratings import address, answer, detail, draw, filters, load, notes, present
from app.review.shared import paging, save_to_dataset
from app.review.shared.load import list_choices
from app.ui import empty, page_text, sample_mode
from core.errors import NotFound
from core.usecases.ratings.list_inbox import InboxRow, Page
from core.usecases.utc_days import last_days


def render() -> None:
    rein, sample = services.rein(), sample_mode.page_header("Ratings")
    if not sample_mode.has_records(sample=sample):
        hint = "They appear here as soon as someone rates a plan."
        sample_mode.offer_sample("No ratings yet", hint, sample=sample)
        return
    choices = list_choices(sample=sample)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = last_days(rein, filters.ask_days())
        wanted, order = filters.ask(choices, days=days, sample=sample)
    listing = load.Listing(filters=wanted, order=order, theme=address.theme())
    count = load.count(listing)
    show_theme(listing, choices.prompt_versions, count=count)
    notes.show(sample=sample, now=services.now())
    cursor = address.cursor_of(wanted, order)
    page = load.find_page(listing, cursor=cursor)
    if not page.rows:
        empty.show("No ratings match", hint=present.NONE_MATCH)
        return
    show_ratings(page, listing, cursor=cursor, versions=choices.prompt_versions, count=count)


def show_theme(listing: load.Listing, versions: tuple[str, ...], *, count: int) -> None:
    """Draw how many ratings match, and the theme they are of."""
    theme = load.find_theme(listing)
    if count or theme is not None:
        page_text.lead(present.sentence(count, order=listing.order, theme=theme))
    with st.container(horizontal=True, vertical_alignment="center"):
        if listing.theme:
            st.button("All themes", key="ratings.all_themes", on_click=address.drop_theme)
        if theme is not None and not listing.filters.sample:
            answer.show_for_theme(theme, listing, versions)
        if count:
            st.download_button(
                paging.export_label(count, "rating"),
                lambda: present.as_csv(load.export(listing)),
                file_name=f"ratings-{listing.filters.since}-{listing.filters.until}.csv",
                mime="text/csv",
                key="ratings.export",
                on_click="ignore",
            )
        save_to_dataset.draw(
            lambda: [row.trace_id for row in load.export(listing)],
            count=count,
            sample=listing.filters.sample,
            key="ratings.dataset",
            note=f"Ratings {listing.filters.since} to {listing.filters.until} {listing.theme}",
        )


def show_ratings(
    page: Page[InboxRow],
    listing: load.Listing,
    *,
    cursor: str | None,
    versions: tuple[str, ...],
    count: int,
) -> None:
    """Draw the list, and beside it the chosen rating."""
    now, chosen = services.now(), address.chosen_key(page.rows)
    left, right = st.columns((1, 1), gap="large")
    with left:
        draw.show_turns(page, chosen=chosen)
        with st.container(key="ratings-list"):
            opened = draw.show_list(page, chosen=chosen, now=now)
            draw.show_way_on(page, count=count, cursor=cursor)
        if opened is not None and opened != chosen:
            address.open_rating(opened)
            st.rerun()
    # On a phone, a rating that was opened stands in place of the list.
    with right, st.container(key="ratings-opened" if address.is_opened() else "ratings-first"):
        try:
            found = load.find_rating(chosen)
        except NotFound as error:
            empty.show_error(error)
            return
        detail.show_rating(found, now=now)
        if listing.filters.sample:
            answer.show_given(found.replies, now=now)
        else:
            answer.show_answers(chosen, found.replies, versions, now=now)
        detail.show_goal(found)


render()
