"""One trace: how it was judged, what each step read, wrote and cost, and where it was exported."""

import json

import streamlit as st

from app import services
from app.review.shared import save_to_dataset
from app.review.shared.trace_list import IN
from app.review.trace import ask_other, drafts, draw, draw_comparison, judgement, load
from app.review.trace.load import Side
from app.ui import page_text, sample_mode
from app.ui.trace import in_doubt_calls, waterfall
from core.errors import NotFound
from core.tracing.names import GOAL_PIPELINE


def render() -> None:
    sample_mode.page_header("Trace")
    side = _find("id", "There is no trace with this id.")
    if "with" in st.query_params:
        other = _find("with", "There is no trace to compare with.")
        draw.show_way_back(side.detail.row.trace_id, other.detail.row.trace_id)
        draw_comparison.draw(side, other)
        return
    _show(side)


def _find(parameter: str, message: str) -> Side:
    side = load.find_side(st.query_params.get(parameter, ""))
    if side is None:
        raise NotFound(message, advice="It may have been deleted, or the address is cut off.")
    return side


def _show(side: Side) -> None:
    row, now, query = side.detail.row, services.now(), st.query_params.get(IN, "")
    draw.show_head(row, now=now)
    draw.show_error(side.detail)
    if load.is_masked(row):
        page_text.note("Masked: names, addresses and numbers of the person are replaced.")
    with st.container(horizontal=True, vertical_alignment="center"):
        neighbours = load.find_neighbours(row, query)
        draw.show_way(row, neighbours, query=query)
        ask_other.ask_other(load.list_same_goal(row), neighbours, now=now)
    waterfall.show_totals(row)
    judgement.draw(side.judgement, now=now)
    in_doubt_calls.show(load.list_in_doubt(row.trace_id), now=now)
    page_text.section("Steps")
    waterfall.show_steps(side.detail, key="trace_fall", find_payload=side.payloads.get)
    drafts.show(row.trace_id)
    draw.show_export(row, load.find_export(row, now=now))
    _show_json(side)


def _show_json(side: Side) -> None:
    def as_json() -> str:
        return json.dumps(load.export_trace(side), indent=2, ensure_ascii=False, default=str)

    st.download_button(
        "Export this trace as JSON",
        as_json,
        file_name=f"trace-{side.detail.row.trace_id}.json",
        mime="application/json",
        key="trace.export",
        on_click="ignore",
    )
    fold = st.expander("Copy as JSON", key="trace.json", on_change="rerun")
    if fold.open:
        with fold:
            st.code(as_json(), language="json", height=320)
    row = side.detail.row
    if row.name == GOAL_PIPELINE:
        save_to_dataset.draw(
            lambda: [row.trace_id], count=1, sample=row.sample, key="trace.dataset"
        )


render()
