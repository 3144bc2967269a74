"""What a reviewer chooses on the Evaluations page."""

from datetime import date
from enum import StrEnum

import streamlit as st

from app.charts.series import Series
from core.usecases.scores.get_score_report import GroupBy

DAY = "day"
COMPARE: dict[str, GroupBy] = {
    "Prompt version": "prompt_version",
    "Model": "model",
    "Kind of goal": "kind",
    "Scored by": "judge",
    "Nothing": "none",
}
CHOSEN = frozenset({DAY, "cell", "item"})
"""Query parameters that choose records within a view."""


class View(StrEnum):
    """What the page shows; part of its address."""

    SCORES = "Scores"
    QUESTIONS = "Questions that fail"
    PEOPLE = "Judge and people"
    LOWEST = "Lowest first"


def ask_view() -> View:
    """Ask what the page shows."""
    chosen = st.segmented_control(
        "Show",
        [view.value for view in View],
        default=View.SCORES.value,
        required=True,
        key="view",
        bind="query-params",
        label_visibility="collapsed",
    )
    return View(chosen or View.SCORES.value)


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


def ask_day(lines: tuple[Series, ...], *, weekly: bool) -> date | None:
    """Ask for one of the points of the chart; None until one is chosen."""
    days = sorted({point.day for line in lines for point in line.points}, reverse=True)
    if st.session_state.get(DAY) not in days:
        st.session_state.pop(DAY, None)
    return st.selectbox(
        "Week to" if weekly else "Day",
        days,
        index=None,
        placeholder="Choose a week" if weekly else "Choose a day",
        key=DAY,
        bind="query-params",
    )
