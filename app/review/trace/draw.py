"""Draw the parts of the page of a trace."""

from datetime import datetime
from urllib.parse import parse_qsl

import streamlit as st
from markupsafe import Markup

from app import auth
from app.review.shared.trace_view import TraceView
from app.ui import html, page_text
from app.ui.html import multiline
from app.ui.trace import export_lines
from app.ui.trace.export_lines import ExportLine
from core import formats
from core.accounts.user import Role
from core.tracing.span_record import SpanStatus
from core.usecases.traces.get_trace import TraceDetail
from core.usecases.traces.list_traces import Neighbours, TraceRow

LIST_PAGE = "review/traces/page.py"


def show_head(row: TraceRow, *, now: datetime) -> None:
    """Draw what the trace is about."""
    page_text.lead(row.goal_text or row.name)
    parts = [row.name, formats.moment(row.started_at, now=now)]
    parts += [part for part in (row.writer_model, row.prompt_version) if part]
    page_text.note(
        f"{', '.join(parts)}. Recording it took {formats.milliseconds(row.overhead_us / 1_000)}."
    )
    st.code(row.trace_id, language=None)


def show_error(detail: TraceDetail) -> None:
    """Draw why a trace failed: what its first failed span says."""
    reason = next((span.error for span in detail.spans if span.error), "")
    if detail.row.status is SpanStatus.ERROR and reason:
        html.draw(
            Markup('<div class="rein-call bad"><b>It failed</b><p>{}</p></div>').format(
                multiline(reason)
            )
        )


def show_way(row: TraceRow, neighbours: Neighbours, *, query: str) -> None:
    """Draw the links to the traces beside it, its list, its goal and its person, in a row."""
    _step("Previous", neighbours.before, key="trace.before", shortcut="k")
    _step("Next", neighbours.after, key="trace.after", shortcut="j")
    st.page_link(
        LIST_PAGE,
        label="Back to the list" if query else "All traces",
        query_params=parse_qsl(query),
    )
    if row.goal_id is not None:
        st.page_link("coach/goal/page.py", label="The goal", query_params={"id": row.goal_id})
        _list("All of this goal", TraceView(goal=row.goal_id))
    if row.user_id is not None:
        _list(f"All of person {formats.short_id(row.user_id)}", TraceView(person=row.user_id))


def _step(label: str, trace_id: str | None, *, key: str, shortcut: str) -> None:
    st.button(
        label,
        key=key,
        shortcut=shortcut,
        disabled=trace_id is None,
        on_click=open_trace,
        args=(trace_id or "",),
    )


def _list(label: str, view: TraceView) -> None:
    st.page_link(LIST_PAGE, label=label, query_params=parse_qsl(view.query()))


def open_trace(trace_id: str) -> None:
    """Show one trace alone."""
    st.query_params["id"] = trace_id
    st.query_params.pop("with", None)


def show_way_back(first: str, second: str) -> None:
    """Draw the buttons that lead from a comparison to one of its traces."""
    with st.container(horizontal=True):
        st.button("The first alone", key="trace.alone", on_click=open_trace, args=(first,))
        st.button("The second alone", key="trace.other", on_click=open_trace, args=(second,))


def show_export(row: TraceRow, lines: tuple[ExportLine, ...]) -> None:
    """Draw where the trace was exported, or why it was not."""
    if lines:
        page_text.section("Export")
        export_lines.show(lines, may_decide=auth.current_user().may(Role.ADMIN))
    elif row.sample:
        page_text.note("The sample never leaves this machine.")
    else:
        page_text.note("No export is set up: this trace stays on this machine.")
