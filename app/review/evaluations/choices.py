"""What a reviewer chooses on the Evaluations page."""

from datetime import date

import streamlit as st

from app.charts.series import Series
from core.usecases.scores.get_score_report import GroupBy

DAY = "day"
COMPARE: dict[str, GroupBy] = {
    "Nothing": "none",
    "Prompt version": "prompt_version",
    "Model": "model",
    "Scored by": "judge",
}


def ask_measure(measures: tuple[str, ...]) -> str:
    """Ask which measure the chart shows."""
    return st.selectbox(
        "Measure",
        measures,
        format_func=str.capitalize,
        key="measure",
        bind="query-params",
        persist_state="session",
    )


def ask_comparison() -> GroupBy:
    """Ask what the chart compares."""
    chosen = st.selectbox(
        "Compare by", tuple(COMPARE), key="compare", bind="query-params", persist_state="session"
    )
    return COMPARE[chosen]


def ask_day(lines: tuple[Series, ...]) -> date | None:
    """Ask for one of the days of the chart; None until one is chosen."""
    days = sorted({point.day for line in lines for point in line.points}, reverse=True)
    if st.session_state.get(DAY) not in days:
        st.session_state.pop(DAY, None)
    return st.selectbox(
        "Day", days, index=None, placeholder="Choose a day", key=DAY, bind="query-params"
    )
