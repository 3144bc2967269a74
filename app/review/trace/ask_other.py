"""Ask for a trace to compare with: of the same goal, beside it in the list, or by its id."""

from datetime import datetime

import streamlit as st

from core import formats
from core.usecases.traces.list_traces import Neighbours, TraceRow


def ask_other(same_goal: tuple[TraceRow, ...], neighbours: Neighbours, *, now: datetime) -> None:
    """Draw the choice of a trace to compare with; its id becomes part of the address."""
    beside = (("The previous in the list", neighbours.before), ("The next", neighbours.after))
    with st.popover("Compare with…", key="trace.compare"):
        for label, trace_id in beside:
            if trace_id is not None:
                st.button(label, key=f"trace.with.{label}", on_click=_compare, args=(trace_id,))
        for other in same_goal:
            moment = formats.short_moment(other.started_at, now=now)
            label = f"{other.name} of the same goal, {moment}".replace("_", " ")
            st.button(
                label, key=f"trace.with.{other.trace_id}", on_click=_compare, args=(other.trace_id,)
            )
        st.text_input(
            "The id of another trace",
            key="trace.with",
            max_chars=36,
            on_change=lambda: _compare(st.session_state["trace.with"].strip()),
        )


def _compare(trace_id: str) -> None:
    if trace_id:
        st.query_params["with"] = trace_id
