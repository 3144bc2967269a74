"""Feedback: what people say about what they got, and what it asks the team to do."""

import streamlit as st

from app import services
from app.queries import paging
from app.queries import review as queries
from app.review import filters, world
from app.widgets import frame, rating_figures, rating_list
from core.bootstrap import Rein


def render() -> None:
    rein, sample = services.rein(), world.begin("Feedback")
    if not queries.has_records(rein, sample=sample):
        world.offer_sample(
            "No ratings yet", "They appear here as soon as someone rates a plan.", sample=sample
        )
        return
    choices = queries.choices(rein, sample=sample)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        window = queries.window(rein, filters.days())
        prompt, model = filters.prompt_version(choices), filters.model(choices)
    chosen = queries.Slice(window=window, sample=sample, prompt_version=prompt, model=model)
    view = queries.load_feedback(rein, chosen)
    frame.lede(rating_figures.sentence(view.summary))
    if view.summary.n == 0:
        world.offer_sample(
            "No ratings match", "Choose a longer window or fewer filters.", sample=sample
        )
        return
    rating_figures.show_tiles(view.summary, runs=view.runs, since=window.since, until=window.until)
    rating_figures.show_advice(view.advice)
    left, right = st.columns(2, gap="large")
    with left:
        rating_figures.show_stars(view.summary)
    with right:
        rating_figures.show_dimensions(view.summary)
    rating_figures.show_trend(view.trend, since=window.since, until=window.until)
    going = show_comments(rein, view)
    st.download_button(
        paging.label(view.summary.n, "rating"),
        lambda: rating_list.as_csv(queries.export_ratings(rein, chosen)),
        file_name=f"ratings-{window.since}-{window.until}.csv",
        mime="text/csv",
        key="feedback.export",
        on_click="ignore",
    )
    if going is not None:
        world.go(going)


def show_comments(rein: Rein, view: queries.FeedbackView) -> str | None:
    """Draw the latest ratings with words; returns where the person wants to go."""
    if not view.comments:
        return None
    frame.section("Latest comments")
    return rating_list.show(view.comments, now=rein.clock.now(), key="feedback.comments")


render()
