"""Evaluations: how good what we write is, day by day, and which prompt or model makes the difference."""

from datetime import date

import streamlit as st

from app import services
from app.charts import template, trend
from app.charts.palette import Mode
from app.charts.series import Axis, Series, in_words
from app.queries import review as queries
from app.review import filters, world
from app.widgets import formats, frame, score_figures
from core.bootstrap import Rein
from core.store.scores.read import GroupBy, Scorer

CHART = "evaluations.chart"
COMPARE: dict[str, GroupBy] = {
    "Nothing": "none",
    "Prompt version": "prompt_version",
    "Model": "model",
    "Scored by": "judge",
}


def render() -> None:
    rein, sample = services.rein(), world.begin("Evaluations")
    if not queries.has_records(rein, sample=sample):
        world.offer_sample(
            "No evaluations yet", "Every finished goal is scored and appears here.", sample=sample
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        window = queries.window(rein, filters.days())
        measure, by = filters.measure(queries.MEASURES), COMPARE[filters.compare(tuple(COMPARE))]
    plain = queries.load_evaluations(rein, window, sample=sample, by="none")
    frame.lede(score_figures.sentence(plain.quality))
    if not any(row.n or row.unscored for row in plain.quality.totals):
        world.offer_sample(
            "No evaluations in this window", "Choose a longer window.", sample=sample
        )
        return
    axis = Axis(
        title="Score, 0 to 10",
        low=0,
        high=10,
        target=score_figures.QUALITY_TARGET,
        since=window.since,
        until=window.until,
    )
    score_figures.show_cards(plain.quality.totals, plain.series, axis)
    compared = (
        plain if by == "none" else queries.load_evaluations(rein, window, sample=sample, by=by)
    )
    show_trend(measure, compared.series[measure], axis)
    if by != "none":
        score_figures.show_groups(compared.groups, measure)
    show_records(rein, compared.series[measure], sample=sample, scorer=compared.scorer)


def show_trend(measure: str, lines: tuple[Series, ...], axis: Axis) -> None:
    """Draw the chosen measure; choosing a point chooses the day of the records below."""
    mode = Mode.DARK if st.context.theme.type == "dark" else Mode.LIGHT
    st.plotly_chart(
        trend.figure(f"{measure.capitalize()}: is it above the target?", lines, axis, mode=mode),
        theme=None,
        config=template.CONFIG,
        key=CHART,
        on_select=choose_day,
        selection_mode="points",
        alt=" ".join(in_words(line, axis) for line in lines[: trend.MAX_SERIES])
        or "No records in this window.",
    )
    left_out = len(lines) - trend.MAX_SERIES
    if left_out > 0:
        frame.note(
            f"The {trend.MAX_SERIES} groups with most records are drawn; {left_out} smaller ones are below."
        )


def choose_day() -> None:
    """Take the day of the chosen point over into the choice below the chart."""
    points = st.session_state[CHART]["selection"]["points"]
    if points:
        st.session_state[filters.DAY] = date.fromisoformat(str(points[0]["x"])[:10])


def show_records(
    rein: Rein, lines: tuple[Series, ...], *, sample: bool, scorer: Scorer | None
) -> None:
    """Draw the evaluations of one day."""
    frame.section("Records behind a point")
    days = sorted({point.day for line in lines for point in line.points}, reverse=True)
    day = filters.day(days)
    if day is None:
        frame.note(
            "Choose a point of the chart, or a day here, to see the evaluations it is made of."
        )
        return
    rows = queries.evaluations_of(rein, day, sample=sample, scorer=scorer)
    going = score_figures.show_rows(rows, key="evaluations.rows")
    st.download_button(
        f"Export {formats.counted(len(rows), 'evaluation')} as CSV",
        lambda: score_figures.as_csv(rows),
        file_name=f"evaluations-{day}.csv",
        mime="text/csv",
        key="evaluations.export",
        on_click="ignore",
    )
    if going is not None:
        world.go(going)


render()
