"""Evaluations: scores day by day, and which prompt version or model makes a difference."""

import streamlit as st

from app import services
from app.charts.series import Series
from app.review.evaluations import choices, draw, load, present, score_table
from app.ui import filters, navigate, page_text, sample_mode
from core import formats
from core.usecases.scores.get_score_report import Scorer
from core.usecases.utc_days import last_days


def render() -> None:
    rein, sample = services.rein(), sample_mode.page_header("Evaluations")
    if not sample_mode.has_records(sample=sample):
        hint = "Every finished goal is scored and appears here."
        sample_mode.offer_sample("No evaluations yet", hint, sample=sample)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        window = last_days(rein, filters.days())
        measure, by = choices.ask_measure(load.MEASURES), choices.ask_comparison()
    plain = load.load_evaluations(window, sample=sample, by="none")
    page_text.lead(present.sentence(plain.quality))
    if not any(row.n or row.unscored for row in plain.quality.totals):
        hint = "Choose a longer window."
        sample_mode.offer_sample("No evaluations in this window", hint, sample=sample)
        return
    axis = present.axis(window)
    draw.show_cards(plain.quality.totals, plain.series, axis)
    compared = plain
    if by != "none":
        compared = load.load_evaluations(window, sample=sample, by=by)
    draw.show_trend(measure, compared.series[measure], axis)
    if by != "none":
        draw.show_groups(compared.groups, measure)
    show_records(compared.series[measure], sample=sample, scorer=compared.scorer)


def show_records(lines: tuple[Series, ...], *, sample: bool, scorer: Scorer | None) -> None:
    """Draw the evaluations of one day."""
    page_text.section("Records behind a point")
    day = choices.ask_day(lines)
    if day is None:
        page_text.note(
            "Choose a point of the chart, or a day here, to see the evaluations it is made of."
        )
        return
    rows = load.evaluations_of(day, sample=sample, scorer=scorer)
    address = draw.show_rows(rows)
    st.download_button(
        f"Export {formats.pluralize(len(rows), 'evaluation')} as CSV",
        lambda: score_table.as_csv(rows),
        file_name=f"evaluations-{day}.csv",
        mime="text/csv",
        key="evaluations.export",
        on_click="ignore",
    )
    if address is not None:
        navigate.open_address(address)


render()
