"""Draw the parts of the Overview."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from app.review.overview.present import fallback_title
from app.review.overview.target import Target
from app.review.shared import trace_list
from app.ui import empty, html, navigate, page_text, spend_text
from app.ui.html import EMPTY, join, one_line
from app.ui.status_labels import tag
from core.usecases.calls.get_fallbacks import Fallbacks
from core.usecases.costs.get_cost_report import TodaysCosts
from core.usecases.traces.list_traces import TraceRow


def show_targets(targets: tuple[Target, ...]) -> None:
    """Draw one card per target."""
    html.draw(Markup('<div class="rein-targets">{}</div>').format(join(map(_card, targets))))


def _card(target: Target) -> Markup:
    aside = EMPTY
    if target.aside:
        aside = Markup('<p class="rein-note">{}</p>').format(target.aside)
    return Markup(
        '<section class="rein-card" aria-label="{label}"><h3>{name}</h3>'
        '<div><b class="rein-big">{value}</b> <span class="rein-note">target {target}</span></div>'
        '{state}<p class="rein-note">{basis}</p>{aside}<p>{step}</p></section>'
    ).format(
        label=one_line(f"{target.name}: {target.value}, {target.label}, target {target.target}"),
        name=target.name,
        value=target.value,
        target=target.target,
        state=tag(target.label, target.tone),
        basis=target.basis,
        aside=aside,
        step=target.next_step,
    )


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
    page_text.section("Latest failed traces")
    if not rows:
        page_text.note("None in this window.")
    elif (address := trace_list.show(rows, now=now, key="overview.failed")) is not None:
        navigate.open_address(address)
