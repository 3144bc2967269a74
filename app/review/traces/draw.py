"""Draw the filters of the Traces page; each is part of the URL, so that a view can be shared."""

from datetime import date

import streamlit as st

from app.review.shared import filters
from app.review.traces.load import trace_filter
from app.ui.status_labels import SPAN_LABELS
from core.tracing.span_record import SpanStatus
from core.usecases.traces.list_traces import FilterChoices, TraceFilter


def ask_filter(choices: FilterChoices, *, today: date, sample: bool) -> TraceFilter:
    """Draw the filters and return the chosen ones."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = _search()
        status = _status()
        scores = _scores()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        dates = _day("From", key="from", today=today), _day("To", key="to", today=today)
        name = filters.one_of("Kind", choices.names, key="name")
        model = filters.model(choices)
    return trace_filter(
        status=status,
        scores=scores,
        dates=dates,
        search=search,
        name=name,
        model=model,
        sample=sample,
    )


def _search() -> str:
    return st.text_input(
        "Search",
        key="q",
        placeholder="Words of the goal",
        max_chars=200,
        bind="query-params",
        persist_state="session",
    )


def _status() -> SpanStatus | None:
    chosen = st.selectbox(
        "Status",
        [label for label, _ in SPAN_LABELS.values()],
        index=None,
        placeholder="All",
        key="status",
        bind="query-params",
        persist_state="session",
    )
    return next((status for status, (label, _) in SPAN_LABELS.items() if label == chosen), None)


def _scores() -> tuple[float, float]:
    return st.slider(
        "Score",
        0.0,
        10.0,
        (0.0, 10.0),
        0.5,
        format="%.1f",
        key="score",
        bind="query-params",
        persist_state="session",
    )


def _day(label: str, *, key: str, today: date) -> date | None:
    return st.date_input(
        label,
        value=None,
        max_value=today,
        key=key,
        format="YYYY-MM-DD",
        bind="query-params",
        persist_state="session",
    )
