"""Overview: what changed, what needs a look, and which prompt version does better."""

import streamlit as st

from app import services
from app.review.overview import (
    draw,
    draw_figures,
    draw_outcomes,
    figures,
    load,
    needs_a_look,
    present,
    versions,
)
from app.review.shared import filters as shared_filters
from app.review.shared.load import list_choices
from app.ui import filters, page_text, sample_mode
from app.ui.alerts import figures as alert_figures
from app.ui.alerts import open_alerts
from core.usecases.utc_days import last_days


def render() -> None:
    rein, sample = services.rein(), sample_mode.page_header("Overview")
    now = services.now()
    found = open_alerts.load_alerts(unseen=True, sample=sample)
    rules = alert_figures.load_rules(found, sample=sample)
    open_alerts.show(found, rules, now=now, key="overview.alerts")
    if not sample_mode.has_records(sample=sample):
        hint = "Figures appear here as soon as a goal has been worked on."
        sample_mode.offer_sample("Nothing to review yet", hint, sample=sample)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = filters.days()
        within = shared_filters.ask_slice(list_choices(sample=sample))
    view = load.load_overview(last_days(rein, days), sample=sample, within=within)
    shown = figures.figures(view.figures, within, days, alert_figures.watched(rules, days))
    page_text.lead(f"{present.headline(view.figures, days=days)} {present.sentence(shown)}")
    draw_figures.show(shown, key="overview.figures")
    needs_a_look.show(view.figures.lowest, now=now)
    draw.show_fallbacks(view.fallbacks)
    versions.show(
        view.versions,
        within,
        days=days,
        since=view.figures.now.days.since,
        took_over=view.took_over,
    )
    draw_outcomes.show(view.outcomes)
    draw.show_failed(view.failed, now=now)
    if not sample:
        if (spend := load.load_todays_costs()) is not None:
            draw.show_spend(spend)
        sample_mode.show_section(subject="review/overview/page.py")


render()
