"""Draw the parts of the page of a trace."""

from datetime import datetime

import streamlit as st

from app import auth
from app.ui import page_text
from app.ui.trace import export_lines
from app.ui.trace.export_lines import ExportLine
from core import formats
from core.accounts.user import Role
from core.usecases.traces.list_traces import TraceRow


def show_head(row: TraceRow, *, now: datetime) -> None:
    """Draw what the trace is about, with links to its goal and back to the list."""
    page_text.lead(row.goal_text or row.name)
    page_text.note(
        f"{row.name}, {formats.moment(row.started_at, now=now)}. "
        f"Recording it took {formats.milliseconds(row.overhead_us / 1_000)}."
    )
    st.code(row.trace_id, language=None)
    with st.container(horizontal=True):
        st.page_link("review/traces/page.py", label="All traces")
        if row.goal_id is not None:
            st.page_link("coach/goal/page.py", label="The goal", query_params={"id": row.goal_id})


def show_export(row: TraceRow, lines: tuple[ExportLine, ...]) -> None:
    """Draw where the trace was exported, or why it was not."""
    if lines:
        page_text.section("Export")
        export_lines.show(lines, may_decide=auth.current_user().may(Role.ADMIN))
    elif row.sample:
        page_text.note("The sample never leaves this machine.")
    else:
        page_text.note("No export is set up: this trace stays on this machine.")
