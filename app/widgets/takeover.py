"""What a person is told whose run lost its worker: that another one went on, and what that may have cost."""

from datetime import datetime

import streamlit as st

from app.widgets import formats
from app.widgets.run_progress import STAGES
from core.store.goals.read import GoalView
from core.store.runs.takeovers import Takeover
from core.store.runs.values import RunStatus

TRACE_PAGE = "review/trace.py"


def show(view: GoalView, *, now: datetime, full_page: bool) -> None:
    """Draw it while the run goes on and after; nothing where no worker stopped. `full_page` adds a way to the trace."""
    said = sentence(view, now=now)
    if not said:
        return
    doubt = _doubt(view.takeover, full_page=full_page) if view.takeover is not None else ""
    st.info(f"{said} {doubt}".strip(), icon=":material/published_with_changes:")
    if doubt and full_page:
        st.page_link(
            TRACE_PAGE, label="See the call in the trace", query_params={"id": view.trace_id or ""}
        )


def sentence(view: GoalView, *, now: datetime) -> str:
    """Say what became of the worker; nothing where it did its work."""
    if view.status is RunStatus.RUNNING and view.lease_until is not None and view.lease_until < now:
        return "The worker of this run has stopped. Another one takes it over by itself; nothing finished is lost."
    if view.takeover is None:
        return ""
    title, when = STAGES[view.takeover.stage][0], formats.short_moment(view.takeover.at, now=now)
    return (
        f"A worker stopped during “{title}”; another one took this over: {when}. "
        "Nothing finished is lost. The time of that step counts from its first start."
    )


def _doubt(takeover: Takeover, *, full_page: bool) -> str:
    if not takeover.in_doubt:
        return ""
    calls = formats.counted(takeover.in_doubt, "model call was", "model calls were")
    where = "" if full_page else " The trace at the end of this page says more."
    return f"{calls} under way then and may have been paid for.{where}"
