"""One trace: what each step was given, what it gave, how long it took, what it cost, and where it was sent."""

import json

import streamlit as st

from app import auth, services
from app.queries import exports
from app.queries import traces as queries
from app.review import world
from app.widgets import doubts, export_lines, formats, frame, waterfall
from core.accounts.user import Role
from core.bootstrap import Rein
from core.errors import NotFound
from core.store.traces.read import Payload, TraceDetail, TraceRow


def render() -> None:
    rein = services.rein()
    world.begin("Trace")
    trace_id = st.query_params.get("id", "")
    detail = queries.find_trace(rein, trace_id)
    if detail is None:
        raise NotFound(
            "There is no trace with this id.",
            advice="It may have been deleted, or the address is cut off.",
        )
    show_head(rein, detail)
    doubts.show(exports.list_in_doubt_calls(rein, trace_id), now=rein.clock.now())

    def find_payload(span_id: str) -> Payload | None:
        return queries.find_payload(rein, trace_id, span_id)

    waterfall.draw(detail, key="trace_fall", find_payload=find_payload)
    show_export(rein, detail.row)
    st.download_button(
        "Export this trace as JSON",
        lambda: json.dumps(
            queries.export_trace(rein, detail), indent=2, ensure_ascii=False, default=str
        ),
        file_name=f"trace-{trace_id}.json",
        mime="application/json",
        key="trace.export",
        on_click="ignore",
    )


def show_head(rein: Rein, detail: TraceDetail) -> None:
    """Say what this trace is about, and lead to its goal and back to the list."""
    row = detail.row
    frame.lede(row.goal_text or row.name)
    frame.note(
        f"{row.name}, {formats.moment(row.started_at, now=rein.clock.now())}. "
        f"Recording it took {formats.milliseconds(row.overhead_us / 1_000)}."
    )
    st.code(row.trace_id, language=None)
    with st.container(horizontal=True):
        st.page_link("review/traces.py", label="All traces")
        if row.goal_id is not None:
            st.page_link("coach/goal.py", label="The goal", query_params={"id": row.goal_id})


def show_export(rein: Rein, row: TraceRow) -> None:
    """Say where this trace was sent, where it waits, and who refused it."""
    lines = exports.find_lines(rein, row)
    if lines:
        frame.section("Export")
        export_lines.show(lines, may_decide=auth.current_user().may(Role.ADMIN))
    elif row.sample:
        frame.note("The sample never leaves this machine.")
    else:
        frame.note("No export is set up: this trace stays on this machine.")


render()
