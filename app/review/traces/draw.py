"""Draw the filters of the Traces page; each is part of the URL, so that a view can be shared."""

from dataclasses import fields, replace
from datetime import date

import streamlit as st

from app.review.shared import chosen_filters, filters
from app.review.shared.trace_query import key_of
from app.review.shared.trace_view import ORDERS, STATUSES, TraceView
from app.review.traces import more_filters, when
from app.review.traces.load import People
from core.usecases.traces.list_traces import FilterChoices

_SELECT_WIDTH = 160
EMPTY = {key_of(one.name): one.default for one in fields(TraceView) if one.name != "order"}
"""Each filter as it leaves nothing out. The order is none."""


def ask_view(choices: FilterChoices, people: People, *, today: date) -> TraceView:
    """Draw the filters in the row that is open, and return what is chosen."""
    q = _search()
    order = _order()
    when.ask(today=today)
    tests = _tests()
    with chosen_filters.folded(EMPTY):
        status = filters.one_of("Status", STATUSES, key="status")
        model = filters.one_of("Model", choices.models, key="model")
        more = more_filters.ask(choices, people, today=today)
    chosen_filters.show_chosen(EMPTY)
    return replace(more, q=q, status=status, order=order, model=model, tests=tests)


def _search() -> str:
    return st.text_input(
        "Search",
        key="q",
        placeholder="Goals, replies, comments",
        max_chars=200,
        bind="query-params",
        persist_state="session",
        width=232,
    )


def _tests() -> bool:
    return st.toggle(
        "Tests",
        key="tests",
        help="Test calls, and the cases of evaluation runs. Figures never count them.",
        bind="query-params",
        persist_state="session",
    )


def _order() -> str:
    return st.selectbox(
        "Order",
        list(ORDERS.values()),
        key="order",
        bind="query-params",
        persist_state="session",
        width=_SELECT_WIDTH,
    )
