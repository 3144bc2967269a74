"""Traces: every recorded request, searchable by outcome and by what was written."""

import streamlit as st

from app import services
from app.review.shared import paging, save_to_dataset, trace_list
from app.review.shared.load import list_choices
from app.review.shared.trace_view import TraceView
from app.review.traces import draw, load, present, views, when
from app.ui import empty, navigate, notice, page_text, sample_mode

PAGE = 25
AFTER = "after"  # query parameter: the cursor of the page; without it, the first traces


def render() -> None:
    rein, sample = services.rein(), sample_mode.page_header("Traces")
    if not sample_mode.has_records(sample=sample):
        hint = "Each goal that is worked on leaves one."
        sample_mode.offer_sample("No traces yet", hint, sample=sample)
        return
    today = rein.clock.now().date()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = draw.ask_view(list_choices(sample=sample), load.list_people(), today=today)
        views.show(view)
    notice.show(views.PLACE)
    cursor = cursor_for(view)
    page = load.find_traces(view, sample=sample, limit=PAGE, cursor=cursor)
    count = load.count(view, sample=sample)
    if when.narrow_once(view, is_long=count >= load.most_counted(view), today=today):
        st.rerun()
    page_text.lead(present.sentence(count, view, cursor=cursor))
    if why := when.why_narrowed():
        page_text.note(why)
    address = None
    if page.rows:
        address = trace_list.show(page.rows, view, now=services.now(), key="traces.rows")
    else:
        empty.show("No traces match", hint=present.advice(view))
    if address is not None:
        navigate.open_address(address)
    _show_way_on(view, cursor=cursor, next_cursor=page.next_cursor, count=count, sample=sample)


def _show_way_on(
    view: TraceView, *, cursor: str | None, next_cursor: str | None, count: int, sample: bool
) -> None:
    with st.container(horizontal=True):
        if cursor is not None:
            st.button("Back to the top", key="traces.newest", on_click=open_page, args=(None,))
        if next_cursor is not None:
            st.button("Next", key="traces.older", on_click=open_page, args=(next_cursor,))
        if count:
            st.download_button(
                paging.export_label(count, "trace"),
                lambda: trace_list.as_csv(load.export_traces(view, sample=sample)),
                file_name=f"traces-{services.today()}.csv",
                mime="text/csv",
                key="traces.export",
                on_click="ignore",
            )
    save_to_dataset.draw(
        lambda: load.find_ids(view, sample=sample),
        count=count,
        sample=sample,
        key="traces.dataset",
        note=present.filter_text(view.filters(sample=sample)),
    )


def cursor_for(view: TraceView) -> str | None:
    """Return the cursor of the page; a changed view starts at its first traces."""
    before = st.session_state.get("traces.wanted", view)
    st.session_state["traces.wanted"] = view
    if before != view:
        open_page(None)
    return st.query_params.get(AFTER)


def open_page(cursor: str | None) -> None:
    """Put the cursor of another page into the URL."""
    if cursor is None:
        st.query_params.pop(AFTER, None)
    else:
        st.query_params[AFTER] = cursor


render()
