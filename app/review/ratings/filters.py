"""The filters of the Ratings page; each is part of the URL, so that a view can be shared."""

from typing import Literal

import streamlit as st

from app.review.shared import chosen_filters
from app.review.shared import filters as shared
from app.ui import filters as window
from core.quality.rating import RATING_DIMENSIONS
from core.usecases.ratings.list_inbox import InboxFilter, Order
from core.usecases.traces.list_traces import FilterChoices
from core.usecases.utc_days import UtcDays

STARS = ("1", "2", "3", "4", "5")
ORDERS = {"Lowest first": Order.LOWEST}
ANSWERED = {"Answered": True, "Not answered": False}
EMPTY = {"said": "", "stars": [], "no": None, "answered": None, "words": False, **shared.COMMON}
"""Each folded filter as it leaves nothing out."""
_NO = {name.capitalize(): name for name in RATING_DIMENSIONS}


def ask(choices: FilterChoices, *, days: UtcDays, sample: bool) -> tuple[InboxFilter, Order]:
    """Draw the filters and return the chosen ones with the order."""
    search = _search()
    order = _one_of("Order", tuple(ORDERS), key="order", without="Newest first", width=160)
    with chosen_filters.folded(EMPTY):
        stars = _stars()
        answered_no = _one_of("Answered no to", tuple(_NO), key="no")
        answered = _one_of("Answer", tuple(ANSWERED), key="answered")
        with_comment = st.toggle("Has a comment", key="words", bind="query-params")
        within = shared.ask_common(choices)
    chosen_filters.show_chosen(EMPTY)
    filters = InboxFilter(
        sample=sample,
        since=days.since,
        until=days.until,
        within=within,
        half_stars=half_stars_of(stars),
        answered_no=None if answered_no is None else _NO[answered_no],
        with_comment=with_comment,
        answered=None if answered is None else ANSWERED[answered],
        search=search.strip(),
    )
    return filters, ORDERS.get(order or "", Order.NEWEST)


def ask_days() -> int:
    """Ask for the window in days."""
    return window.days()


def half_stars_of(stars: list[str]) -> frozenset[int]:
    """Return the half stars that count as these whole stars, as in the histogram of Feedback.

    A half star counts as the whole star below it, but at least one.
    """
    return frozenset(
        half
        for half in range(1, 11)
        if str(max(1, half // 2)) in stars and len(set(stars)) < len(STARS)
    )


def _search() -> str:
    return st.text_input(
        "Search",
        key="said",
        placeholder="Words of comments",
        max_chars=200,
        width=232,
        bind="query-params",
    )


def _stars() -> list[str]:
    return st.pills("Stars", STARS, selection_mode="multi", key="stars", bind="query-params")


def _one_of(
    label: str,
    options: tuple[str, ...],
    *,
    key: str,
    without: str = "All",
    width: int | Literal["stretch"] = "stretch",
) -> str | None:
    """Ask for one of the options. A link to this page sets what it names, and nothing else."""
    return st.selectbox(
        label,
        options,
        index=None,
        placeholder=without,
        key=key,
        bind="query-params",
        width=width,
    )
