"""The time range of the list, in one choice; it sets the first and the last day."""

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

FIRST, LAST = "from", "to"
"""The keys of the two days, and their names in the address."""
ALL, OWN = "All time", "From … to …"
RANGES: Mapping[str, int] = {
    "Today": 1,
    "Last 7 days": 7,
    "Last 30 days": 30,
    "Last 90 days": 90,
}
_WIDGET = "traces.when"
_WIDTH = 152


def label_of(first: date | None, last: date | None, *, today: date) -> str:
    """Return the choice that two days stand for."""
    if first is None and last is None:
        return ALL
    days = None if first is None or last is not None else (today - first).days + 1
    return next((label for label, length in RANGES.items() if length == days), OWN)


def first_day(label: str, *, today: date) -> date | None:
    """Return the first day of a choice; None for all time."""
    length = RANGES.get(label)
    return None if length is None else today - timedelta(days=length - 1)


def ask(*, today: date) -> None:
    """Draw the choice. Days of one's own are chosen among the filters."""
    shown = label_of(_chosen(FIRST), _chosen(LAST), today=today)
    st.session_state[_WIDGET] = shown
    options = [ALL, *RANGES, *((OWN,) if shown == OWN else ())]
    st.selectbox(
        "When", options, key=_WIDGET, on_change=_choose, kwargs={"today": today}, width=_WIDTH
    )


def _choose(*, today: date) -> None:
    label = st.session_state[_WIDGET]
    if label != OWN:
        st.session_state[FIRST] = first_day(label, today=today)
        st.session_state[LAST] = None


def _chosen(key: str) -> date | None:
    """Return a day; before its widget is first drawn, only the address has it."""
    value = st.session_state.get(key, st.query_params.get(key))
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None
