"""Draw the parts of the Overview."""

from datetime import datetime

import streamlit as st

from app.review.overview.present import fallback_title
from app.review.shared import trace_list
from app.ui import empty, navigate, page_text, spend_text
from core.usecases.calls.get_fallbacks import Fallbacks
from core.usecases.costs.get_cost_report import TodaysCosts
from core.usecases.traces.list_traces import TraceRow


def show_fallbacks(fallbacks: Fallbacks) -> None:
    """Draw how many goals the offline coach wrote instead of a model, if any."""
    if fallbacks.goals:
        reason = fallbacks.reason.rstrip(".")
        empty.show(
            fallback_title(fallbacks),
            hint=f"The newest reason: {reason}. Health says how the models are doing.",
        )


def show_spend(spend: TodaysCosts) -> None:
    """Draw today's cost against the budget, with a link to Costs."""
    page_text.section("Spent today")
    page_text.note(spend_text.spend_today(spend))
    st.page_link(
        "operate/costs/page.py", label="Look at the costs", icon=":material/arrow_forward:"
    )


def show_failed(rows: tuple[TraceRow, ...], *, now: datetime) -> None:
    """Draw the latest failed traces."""
    if not rows:
        page_text.section("Latest failed traces")
        page_text.note("None in this window.")
        return
    with page_text.phone_fold("Latest failed traces", key="failed"):
        address = trace_list.show(rows, now=now, key="overview.failed")
    if address is not None:
        navigate.open_address(address)
