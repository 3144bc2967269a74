"""Draw the parts of the Evaluations page."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from app.charts import spark, template, trend
from app.charts.palette import Mode
from app.charts.series import Axis, Series, describe
from app.review.evaluations import choices, present, score_table
from app.review.shared.score_text import QUALITY_TARGET, against_target, interval_of
from app.ui import html, page_text, table
from app.ui.html import join, one_line
from app.ui.status_labels import tag
from core import formats
from core.usecases.scores.get_score_report import ScoreTotals
from core.usecases.scores.list_evaluations import EvaluationRow

CHART = "evaluations.chart"


def show_cards(
    totals: tuple[ScoreTotals, ...], series: dict[str, tuple[Series, ...]], axis: Axis
) -> None:
    """Draw one card per measure: mean, interval, sample size, gaps and days."""
    cards = join(_card(row, series.get(row.dimension, ()), axis) for row in totals)
    html.draw(Markup('<div class="rein-grid">{}</div>').format(cards))


def _card(row: ScoreTotals, series: tuple[Series, ...], axis: Axis) -> Markup:
    line = series[0] if series else Series(name=row.dimension.capitalize(), points=())
    return Markup(
        '<section class="rein-card"><h3>{name}</h3>'
        '<div><b class="rein-big">{mean}</b> <span class="rein-note">of 10 {basis}</span></div>'
        '{state}<img src="{image}" alt="{description}">'
        '<div class="axis"><span>{since}</span><span>scale 0–10, target {target:g}</span>'
        '<span>{until}</span></div><p class="rein-note">{gaps}</p></section>'
    ).format(
        name=row.dimension.capitalize(),
        mean=formats.figure(row.mean),
        basis=f"{formats.interval(interval_of(row))}, n = {row.n}",
        state=tag(*against_target(row)),
        image=spark.draw(line, axis),
        description=one_line(describe(line, axis)),
        since=formats.day(axis.since),
        target=QUALITY_TARGET,
        until=formats.day(axis.until),
        gaps=present.describe_gaps(row),
    )


def show_trend(measure: str, lines: tuple[Series, ...], axis: Axis) -> None:
    """Draw the chosen measure. Choosing a point chooses the day of the records below."""
    mode = Mode.DARK if st.context.theme.type == "dark" else Mode.LIGHT
    st.plotly_chart(
        trend.figure(f"{measure.capitalize()}: is it above the target?", lines, axis, mode=mode),
        theme=None,
        config=template.CONFIG,
        key=CHART,
        on_select=_choose_day,
        selection_mode="points",
        alt=" ".join(describe(line, axis) for line in lines[: trend.MAX_SERIES])
        or "No records in this window.",
    )
    left_out = len(lines) - trend.MAX_SERIES
    if left_out > 0:
        page_text.note(
            f"The {trend.MAX_SERIES} groups with most records are drawn; {left_out} smaller ones "
            "are below."
        )


def _choose_day() -> None:
    points = st.session_state[CHART]["selection"]["points"]
    if points:
        st.session_state[choices.DAY] = date.fromisoformat(str(points[0]["x"])[:10])


def show_groups(groups: tuple[ScoreTotals, ...], measure: str) -> None:
    """Draw the chosen measure per prompt version or model."""
    table.show(
        score_table.GROUP_COLUMNS,
        tuple(score_table.group_cells(row) for row in groups if row.dimension == measure),
        caption=f"{measure.capitalize()} by group",
        key="evaluations.groups",
    )


def show_rows(rows: tuple[EvaluationRow, ...]) -> str | None:
    """Draw evaluations. Return the chosen address."""
    return table.show(
        score_table.COLUMNS,
        tuple(score_table.cells(row) for row in rows),
        caption="Evaluations",
        key="evaluations.rows",
    )
