"""Draw the filters of the Traces page that are asked for less often."""

from datetime import date

import streamlit as st

from app.review.shared import filters
from app.review.shared.trace_view import ALL_SCORES, TraceView
from app.review.traces.load import People
from core.usecases.traces.list_traces import FilterChoices

STARS = (1.0, 2.0, 2.5, 3.0, 4.0)
_NAMED = "traces.person"
_DATE_FORMAT = "YYYY-MM-DD"


def ask(choices: FilterChoices, people: People, *, today: date) -> TraceView:
    """Draw the filters and return what is chosen."""
    return TraceView(
        prompt=filters.one_of("Prompt version", choices.prompt_versions, key=filters.PROMPT),
        **filters.ask_folded(choices),
        name=filters.one_of("Kind of work", choices.names, key="name"),
        errors=_errors(),
        score=_scores(),
        stars=_stars(),
        first=_day("From", key="from", today=today),
        last=_day("To", key="to", today=today),
        person=_person(people),
        goal=_id("Goal", key="goal"),
    )


def _errors() -> bool:
    return st.toggle(
        "Only with errors, repaired ones too",
        key="errors",
        bind="query-params",
        persist_state="session",
    )


def _scores() -> tuple[float, float]:
    return st.slider(
        "Score",
        *ALL_SCORES,
        ALL_SCORES,
        0.5,
        format="%.1f",
        key="score",
        bind="query-params",
        persist_state="session",
    )


def _stars() -> float | None:
    return st.selectbox(
        "Stars, at most",
        STARS,
        index=None,
        placeholder="Any, or none",
        # The address has what this returns.
        format_func=lambda stars: f"{stars:g}",
        key="stars",
        bind="query-params",
        persist_state="session",
    )


def _day(label: str, *, key: str, today: date) -> date | None:
    return st.date_input(
        label,
        value=None,
        max_value=today,
        key=key,
        format=_DATE_FORMAT,
        bind="query-params",
        persist_state="session",
    )


def _person(people: People) -> str:
    """Ask for a person by id, which is what the address has; an admin may choose a name."""
    if people:
        st.selectbox(
            "Person by name",
            list(people),
            index=None,
            placeholder="All",
            format_func=lambda user_id: people[user_id],
            key=_NAMED,
            on_change=_choose_named,
        )
    return _id("Person", key="person")


def _choose_named() -> None:
    st.session_state["person"] = st.session_state[_NAMED] or ""


def _id(label: str, *, key: str) -> str:
    typed = st.text_input(
        label,
        key=key,
        placeholder="The id of one",
        max_chars=36,
        bind="query-params",
        persist_state="session",
    )
    return typed.strip()
