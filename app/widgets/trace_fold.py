"""How a result was made, folded at the end of its page and read only when it is opened."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from app.widgets import doubts, waterfall
from core.store.calls.in_doubt import InDoubtCall
from core.store.traces.read import TraceDetail

TRACE_PAGE = "review/trace.py"


def show(
    read: Callable[[], TraceDetail | None],
    find_payload: waterfall.FindPayload,
    list_in_doubt_calls: Callable[[], tuple[InDoubtCall, ...]],
    *,
    now: datetime,
    key: str,
    full_page: bool,
) -> None:
    """Draw the fold; what it shows is read once it is open. `full_page` adds the way to the page of the trace."""
    fold = st.expander("How this was made: the trace", key=key, on_change="rerun")
    if not fold.open:
        return
    with fold:
        detail = read()
        if detail is None:
            st.caption("There is no trace of this result.")
            return
        doubts.show(list_in_doubt_calls(), now=now)
        waterfall.draw(detail, key=f"{key}.waterfall", find_payload=find_payload)
        if full_page:
            st.page_link(
                TRACE_PAGE,
                label="Open the trace page",
                icon=":material/arrow_forward:",
                query_params={"id": detail.row.trace_id},
            )
