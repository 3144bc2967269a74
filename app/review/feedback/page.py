"""Feedback: ratings and comments, with the recommended action."""

import streamlit as st

from app import services
from app.review.feedback import comments, draw, draw_words, load, present, records
from app.review.shared import filters as shared_filters
from app.review.shared import paging, save_to_dataset
from app.review.shared.load import list_choices
from app.ui import filters, navigate, page_text, sample_mode
from core.usecases.datasets.save_traces import MAX_ITEMS
from core.usecases.utc_days import last_days


def render() -> None:
    rein, sample = services.rein(), sample_mode.page_header("Feedback")
    if not sample_mode.has_records(sample=sample):
        hint = "They appear here as soon as someone rates a plan."
        sample_mode.offer_sample("No ratings yet", hint, sample=sample)
        return
    choices = list_choices(sample=sample)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = filters.days()
        window = last_days(rein, days)
        within = shared_filters.ask_slice(choices)
    chosen = records.Chosen(days=window, sample=sample, within=within)
    view = load.load_feedback(chosen)
    if view.summary.n == 0:
        sample_mode.offer_sample(present.NONE_YET, present.WHERE_RATED, sample=sample)
        return
    page_text.lead(present.sentence(view.summary, limits=view.limits, days=days))
    draw.show_tiles(present.tiles(view.summary, runs=view.runs, limits=view.limits, days=days))
    if view.advice is not None:
        draw.show_advice(view.advice)
    left, right = st.columns(2, gap="large")
    with left:
        draw.show_stars(view.summary)
    with right:
        draw.show_dimensions(view.summary)
    theme = draw_words.show_themes(view.themes)
    draw.show_trend(view.trend, view.limits, window, title=view.change, by_week=view.by_week)
    comment = draw_words.show_comments(view.comments, now=services.now())
    offer_files(chosen, count=view.summary.n)
    for address in (theme, comment):
        if address is not None:
            navigate.open_address(address)


def offer_files(chosen: records.Chosen, *, count: int) -> None:
    """Draw the buttons that export the ratings, and save the rated traces as a dataset."""
    since, until = chosen.days.since, chosen.days.until
    st.download_button(
        paging.export_label(count, "rating"),
        lambda: comments.as_csv(records.export_ratings(chosen)),
        file_name=f"ratings-{since}-{until}.csv",
        mime="text/csv",
        key="feedback.export",
        on_click="ignore",
    )
    save_to_dataset.draw(
        lambda: [row.trace_id for row in records.export_ratings(chosen, at_most=MAX_ITEMS)],
        count=count,
        sample=chosen.sample,
        key="feedback.dataset",
        note=f"Rated {since} to {until}",
    )


render()
