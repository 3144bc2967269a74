"""Draw the parts of the Evaluations page."""

from collections.abc import Mapping
from datetime import date

import streamlit as st
from markupsafe import Markup

from app.charts import template, trend
from app.charts.palette import mode_of
from app.charts.series import Axis, Series, describe
from app.review.evaluations import choices, present, score_table
from app.review.evaluations.change import describe_change
from app.review.shared import plot
from app.review.shared.score_text import interval_of
from app.review.shared.standing import stand, state_of
from app.ui import html, page_text, table
from app.ui.html import join
from app.ui.status_labels import tag
from core import formats
from core.quality.targets.target import QUALITY, Limits
from core.usecases.measures.estimates import quality
from core.usecases.scores.get_score_report import GroupBy, ScoreTotals
from core.usecases.scores.list_evaluations import EvaluationRow

CHART = "evaluations.chart"


def show_cards(
    totals: tuple[ScoreTotals, ...],
    series: dict[str, tuple[Series, ...]],
    axis: Axis,
    *,
    before: Mapping[str, ScoreTotals],
    limits: Limits,
) -> None:
    """Draw one card per measure: mean, interval, change, sample size, gaps and days."""
    cards = join(
        _card(row, series.get(row.dimension, ()), axis, before.get(row.dimension), limits)
        for row in totals
    )
    html.draw(Markup('<div class="rein-grid">{}</div>').format(cards))


def _card(
    row: ScoreTotals,
    series: tuple[Series, ...],
    axis: Axis,
    before: ScoreTotals | None,
    limits: Limits,
) -> Markup:
    line = series[0] if series else Series(name=row.dimension.capitalize(), points=())
    return Markup(
        '<section class="rein-card"><h3>{name}</h3>'
        '<div><b class="rein-big">{mean}</b> <span class="rein-note">of 10 {basis}</span></div>'
        "{state}{image}"
        '<div class="axis"><span>{since}</span><span>{scale}</span>'
        '<span>{until}</span></div><p class="rein-note">{change}. {gaps}</p></section>'
    ).format(
        name=row.dimension.capitalize(),
        mean=formats.figure(row.mean),
        basis=f"{formats.interval(interval_of(row))}, n = {row.n}",
        state=tag(*state_of(stand(quality(row), QUALITY, limits))),
        image=plot.draw(line, axis),
        since=formats.day(axis.since),
        scale=present.describe_scale(axis, present.threshold(limits)),
        change=describe_change(row, before),
        until=formats.day(axis.until),
        gaps=present.describe_gaps(row),
    )


def show_trend(
    measure: str, lines: tuple[Series, ...], axis: Axis, *, by: GroupBy, weekly: bool
) -> None:
    """Draw the chosen measure. Choosing a point chooses the day of the records below."""
    mode, unit = mode_of(st.context.theme.type), "week" if weekly else "day"
    page_text.chart_head(present.question(measure, by), present.basis(lines, axis, unit))
    st.plotly_chart(
        trend.figure(lines, axis, mode=mode, unit=unit),
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


def show_groups(groups: tuple[ScoreTotals, ...], measure: str, by: GroupBy) -> None:
    """Draw the chosen measure by group."""
    table.show(
        score_table.GROUP_COLUMNS,
        tuple(score_table.group_cells(row, by) for row in groups if row.dimension == measure),
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
