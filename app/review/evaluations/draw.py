"""Draw the parts of the Evaluations page."""

from datetime import date

import streamlit as st

from app.charts import template, trend
from app.charts.palette import mode_of
from app.charts.series import Axis, Series, describe
from app.review.evaluations import choices, present, score_table
from app.review.evaluations.records import Records
from app.ui import page_text, table
from core.usecases.scores.get_score_report import GroupBy, ScoreTotals
from core.usecases.scores.list_evaluations import EvaluationRow

CHART = "evaluations.chart"


def show_trend(
    lines: tuple[Series, ...],
    axis: Axis,
    *,
    answer: str,
    weekly: bool,
) -> None:
    """Draw the chosen measure below what it says.

    Choosing a point chooses the day of the records below.
    """
    mode, unit = mode_of(st.context.theme.type), "week" if weekly else "day"
    page_text.chart_head(answer, present.basis(lines, axis, unit))
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


def show_groups(
    groups: tuple[ScoreTotals, ...], measure: str, by: GroupBy, records: Records
) -> str | None:
    """Draw the chosen measure by group, the surest low first. Return the chosen address."""
    rows = sorted(
        (row for row in groups if row.dimension == measure),
        key=lambda row: (score_table.at_most(row), row.mean or 0.0, row.group),
    )
    return table.show(
        score_table.GROUP_COLUMNS,
        tuple(score_table.group_cells(row, by, records) for row in rows),
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
