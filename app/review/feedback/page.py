"""Feedback: ratings and comments, with the recommended action."""

import streamlit as st

from app import services
from app.review.feedback import comments, draw, load, present
from app.review.shared import filters as shared_filters
from app.review.shared import paging
from app.review.shared.load import list_choices
from app.ui import filters, navigate, page_text, sample_mode
from core.usecases.utc_days import last_days


def render() -> None:
    rein, sample = services.rein(), sample_mode.page_header("Feedback")
    if not sample_mode.has_records(sample=sample):
        hint = "They appear here as soon as someone rates a plan."
        sample_mode.offer_sample("No ratings yet", hint, sample=sample)
        return
    choices = list_choices(sample=sample)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        window = last_days(rein, filters.days())
        prompt = shared_filters.one_of("Prompt version", choices.prompt_versions, key="prompt")
        model = shared_filters.model(choices)
    chosen = load.Slice(days=window, sample=sample, prompt_version=prompt, model=model)
    view = load.load_feedback(chosen)
    page_text.lead(present.sentence(view.summary))
    if view.summary.n == 0:
        hint = "Choose a longer window or fewer filters."
        sample_mode.offer_sample("No ratings match", hint, sample=sample)
        return
    draw.show_tiles(present.tiles(view.summary, runs=view.runs, window=window))
    draw.show_advice(view.advice)
    left, right = st.columns(2, gap="large")
    with left:
        draw.show_stars(view.summary)
    with right:
        draw.show_dimensions(view.summary)
    draw.show_trend(view.trend, since=window.since, until=window.until)
    address = draw.show_comments(view.comments, now=services.now())
    st.download_button(
        paging.export_label(view.summary.n, "rating"),
        lambda: comments.as_csv(load.export_ratings(chosen)),
        file_name=f"ratings-{window.since}-{window.until}.csv",
        mime="text/csv",
        key="feedback.export",
        on_click="ignore",
    )
    if address is not None:
        navigate.open_address(address)


render()
