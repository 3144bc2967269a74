"""Traces: every recorded request, searchable by outcome and by the words of the goal."""

import streamlit as st

from app import services
from app.review.shared import paging, trace_list
from app.review.shared.load import list_choices
from app.review.traces import draw, load, present
from app.ui import empty, navigate, page_text, sample_mode
from core.usecases.traces.list_traces import TraceFilter

PAGE = 50
AFTER = "after"  # query parameter: the cursor of the page; without it, the newest traces


def render() -> None:
    rein, sample = services.rein(), sample_mode.page_header("Traces")
    if not sample_mode.has_records(sample=sample):
        hint = "Each goal that is worked on leaves one."
        sample_mode.offer_sample("No traces yet", hint, sample=sample)
        return
    today = rein.clock.now().date()
    wanted = draw.ask_filter(list_choices(sample=sample), today=today, sample=sample)
    cursor = cursor_for(wanted)
    page = load.find_traces(wanted, limit=PAGE, cursor=cursor)
    count = load.count(wanted)
    page_text.lead(present.sentence(count, cursor=cursor))
    address = None
    if page.rows:
        address = trace_list.show(page.rows, now=services.now(), key="traces.rows")
    else:
        empty.show("No traces match", hint="Choose fewer filters or other words.")
    if address is not None:
        navigate.open_address(address)
    with st.container(horizontal=True):
        if cursor is not None:
            st.button("Newest", key="traces.newest", on_click=open_page, args=(None,))
        if page.next_cursor is not None:
            st.button("Older", key="traces.older", on_click=open_page, args=(page.next_cursor,))
        if count:
            st.download_button(
                paging.export_label(count, "trace"),
                lambda: trace_list.as_csv(load.export_traces(wanted)),
                file_name=f"traces-{services.today()}.csv",
                mime="text/csv",
                key="traces.export",
                on_click="ignore",
            )


def cursor_for(filters: TraceFilter) -> str | None:
    """Return the cursor of the page; a changed filter starts at the newest traces."""
    before = st.session_state.get("traces.wanted", filters)
    st.session_state["traces.wanted"] = filters
    if before != filters:
        open_page(None)
    return st.query_params.get(AFTER)


def open_page(cursor: str | None) -> None:
    """Put the cursor of another page into the URL."""
    if cursor is None:
        st.query_params.pop(AFTER, None)
    else:
        st.query_params[AFTER] = cursor


render()
