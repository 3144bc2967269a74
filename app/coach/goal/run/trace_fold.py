"""The trace of a goal, folded at the end of its page and read only when it is opened."""

from datetime import datetime
from functools import partial

import streamlit as st

from app.coach.goal import load
from app.ui.trace import in_doubt_calls, waterfall

TRACE_PAGE = "review/trace/page.py"


def show(trace_id: str, *, now: datetime, key: str) -> None:
    """Draw the fold; reviewers get a link to the page of the trace."""
    fold = st.expander("How this was made: the trace", key=key, on_change="rerun")
    if not fold.open:
        return
    with fold:
        detail = load.find_trace(trace_id)
        if detail is None:
            st.caption("There is no trace of this result.")
            return
        in_doubt_calls.show(load.list_in_doubt(trace_id), now=now)
        find_payload = partial(load.find_payload, trace_id)
        waterfall.draw(detail, key=f"{key}.waterfall", find_payload=find_payload)
        if load.may_review():
            st.page_link(
                TRACE_PAGE,
                label="Open the trace page",
                icon=":material/arrow_forward:",
                query_params={"id": trace_id},
            )
