"""Overview: the four targets, and the next page to open."""

import streamlit as st

from app import services
from app.review.overview import draw, draw_outcomes, load, present
from app.ui import alerts, filters, navigate, page_text, sample_mode
from core.usecases.utc_days import last_days


def render() -> None:
    rein, sample = services.rein(), sample_mode.page_header("Overview")
    now = services.now()
    if not sample:
        alerts.show(alerts.load_alerts(unseen=True), now=now, key="overview.alerts")
    if not sample_mode.has_records(sample=sample):
        hint = "Figures appear here as soon as a goal has been worked on."
        sample_mode.offer_sample("Nothing to review yet", hint, sample=sample)
        return
    window = last_days(rein, filters.days())
    view = load.load_overview(window, sample=sample)
    targets = present.targets(view)
    page_text.lead(present.sentence(targets))
    draw.show_fallbacks(view.fallbacks)
    draw.show_targets(targets)
    first = present.most_urgent(targets)
    if st.button(f"Look at {first.name.lower()}", type="primary", key="overview.first"):
        navigate.open_address(first.address)
    draw_outcomes.show(view.outcomes)
    draw.show_failed(view.failed, now=now)
    if not sample:
        if (spend := load.load_todays_costs()) is not None:
            draw.show_spend(spend)
        sample_mode.show_section(subject="review/overview/page.py")


render()
