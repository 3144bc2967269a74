"""The view of the scores: each measure, its trend, and the records behind a point."""

import streamlit as st

from app.charts.series import Series
from app.review.evaluations import (
    answers,
    choices,
    draw,
    draw_cards,
    load,
    marks,
    present,
    score_table,
    weeks,
)
from app.review.evaluations.records import Records
from app.review.evaluations.saturation import show_saturation
from app.ui import navigate, page_text
from core import formats
from core.usecases.scores.get_score_report import Scorer


def show(plain: load.EvaluationsView, records: Records) -> None:
    """Draw the view."""
    target = present.threshold(plain.limits)
    axis = present.axis(records.days, plain.series.values(), target)
    draw_cards.show_cards(
        plain.quality.totals, plain.series, axis, before=plain.before, limits=plain.limits
    )
    show_saturation(plain.quality.totals)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure, by = choices.ask_measure(load.MEASURES), choices.ask_comparison()
    compared = plain
    if by != "none":
        compared = load.load_evaluations(
            records.days, sample=records.sample, by=by, within=records.within
        )
    lines = compared.series[measure]
    began = marks.find_marks(
        records.days, sample=records.sample, scorer=compared.scorer, within=records.within
    )
    axis = present.axis(records.days, [lines], target, began)
    answer = answers.answer(measure, by, plain, compared)
    draw.show_trend(lines, axis, answer=answer, weekly=compared.by_week)
    if by != "none":
        address = draw.show_groups(compared.groups, measure, by, records)
        if address is not None:
            navigate.open_address(address)
    days = weeks.DAYS if compared.by_week else 1
    show_records(lines, records, scorer=compared.scorer, days=days)


def show_records(
    lines: tuple[Series, ...], records: Records, *, scorer: Scorer | None, days: int
) -> None:
    """Draw the evaluations of one point, which is a day or several."""
    page_text.section("Records behind a point")
    day = choices.ask_day(lines, weekly=days > 1)
    if day is None:
        page_text.note(
            "Choose a point of the chart, or a time here, to see the evaluations it is made of."
        )
        return
    rows = load.evaluations_of(
        day, sample=records.sample, scorer=scorer, within=records.within, days=days
    )
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
