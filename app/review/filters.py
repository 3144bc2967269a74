"""The row of filters on top of the review pages; each one lives in the URL, so that a view can be shared."""

from datetime import date

import streamlit as st

from app.queries.review import WINDOWS
from app.widgets.words import SPAN_WORDS
from core.store.traces.read import FilterChoices
from core.tracing.span_record import SpanStatus


def days() -> int:
    """Ask for the window in days."""
    chosen = st.segmented_control(
        "Days up to today",
        WINDOWS,
        default=30,
        required=True,
        key="days",
        bind="query-params",
        persist_state="session",
    )
    return chosen or 30


def prompt_version(choices: FilterChoices) -> str | None:
    """Ask for one prompt version; None means all."""
    return _one_of("Prompt version", choices.prompt_versions, "prompt")


def model(choices: FilterChoices) -> str | None:
    """Ask for one model; None means all."""
    return _one_of("Model", choices.models, "model")


def _one_of(label: str, options: tuple[str, ...], key: str) -> str | None:
    return st.selectbox(
        label,
        [option for option in options if option],
        index=None,
        placeholder="All",
        key=key,
        bind="query-params",
        persist_state="session",
    )


def measure(measures: tuple[str, ...]) -> str:
    """Ask which measure the chart shows."""
    return st.selectbox(
        "Measure",
        measures,
        format_func=str.capitalize,
        key="measure",
        bind="query-params",
        persist_state="session",
    )


def compare(options: tuple[str, ...]) -> str:
    """Ask what the chart compares."""
    return st.selectbox(
        "Compare by", options, key="compare", bind="query-params", persist_state="session"
    )


DAY = "day"


def day(days: list[date]) -> date | None:
    """Ask for one of these days; None until one is chosen."""
    if st.session_state.get(DAY) not in days:
        st.session_state.pop(DAY, None)
    return st.selectbox(
        "Day", days, index=None, placeholder="Choose a day", key=DAY, bind="query-params"
    )


def search() -> str:
    """Ask for words of the goal or of the trace's name."""
    return st.text_input(
        "Search",
        key="q",
        placeholder="Words of the goal",
        max_chars=200,
        bind="query-params",
        persist_state="session",
    )


def status() -> SpanStatus | None:
    """Ask how the traces ended; None means any way."""
    word = st.selectbox(
        "Status",
        [word for word, _ in SPAN_WORDS.values()],
        index=None,
        placeholder="All",
        key="status",
        bind="query-params",
        persist_state="session",
    )
    return next((status for status, (said, _) in SPAN_WORDS.items() if said == word), None)


def score_range() -> tuple[float, float]:
    """Ask between which overall scores; the whole range also has the unscored ones."""
    return st.slider(
        "Score",
        0.0,
        10.0,
        (0.0, 10.0),
        0.5,
        format="%.1f",
        key="score",
        bind="query-params",
        persist_state="session",
    )


def first_day(*, today: date) -> date | None:
    """Ask for the first day; None leaves it open."""
    return _day("From", "from", today)


def last_day(*, today: date) -> date | None:
    """Ask for the last day, included; None leaves it open."""
    return _day("To", "to", today)


def _day(label: str, key: str, today: date) -> date | None:
    return st.date_input(
        label,
        value=None,
        max_value=today,
        key=key,
        format="YYYY-MM-DD",
        bind="query-params",
        persist_state="session",
    )


def name(choices: FilterChoices) -> str | None:
    """Ask for one kind of trace; None means all."""
    return _one_of("Kind", choices.names, "name")
