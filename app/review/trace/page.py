"""One trace: input, output, time and cost of each step, and where the trace was exported."""

import json
from functools import partial

import streamlit as st

from app import services
from app.review.trace import draw, load
from app.ui import sample_mode
from app.ui.trace import in_doubt_calls, waterfall
from core.errors import NotFound


def render() -> None:
    sample_mode.page_header("Trace")
    trace_id = st.query_params.get("id", "")
    detail = load.find_trace(trace_id)
    if detail is None:
        raise NotFound(
            "There is no trace with this id.",
            advice="It may have been deleted, or the address is cut off.",
        )
    now = services.now()
    draw.show_head(detail.row, now=now)
    in_doubt_calls.show(load.list_in_doubt(trace_id), now=now)
    find_payload = partial(load.find_payload, trace_id)
    waterfall.draw(detail, key="trace_fall", find_payload=find_payload)
    draw.show_export(detail.row, load.find_export(detail.row, now=now))
    st.download_button(
        "Export this trace as JSON",
        lambda: json.dumps(load.export_trace(detail), indent=2, ensure_ascii=False, default=str),
        file_name=f"trace-{trace_id}.json",
        mime="application/json",
        key="trace.export",
        on_click="ignore",
    )


render()
