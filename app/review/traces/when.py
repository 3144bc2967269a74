"""The time range of the list, in one choice; it sets the first and the last day."""

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from app.review.shared.trace_view import TraceView

FIRST, LAST = "from", "to"
"""The keys of the two days, and their names in the address."""
ALL, OWN, YESTERDAY = "All time", "From … to …", "Yesterday"
TODAY, MONTH = "Today", "Last 30 days"
RANGES: Mapping[str, int] = {
    TODAY: 1,
    "Last 7 days": 7,
    MONTH: 30,
    "Last 90 days": 90,
}
OFFERED = (TODAY, YESTERDAY, *(label for label in RANGES if label != TODAY))
_WIDGET = "traces.when"
_WIDTH = 152
_NARROWED, _APPLIED = "traces.narrowed", "traces.narrowed.applied"


def label_of(first: date | None, last: date | None, *, today: date) -> str:
    """Return the choice that two days stand for."""
    if first is None and last is None:
        return ALL
    if first == last == today - timedelta(days=1):
        return YESTERDAY
    days = None if first is None or last is not None else (today - first).days + 1
    return next((label for label, length in RANGES.items() if length == days), OWN)


def first_day(label: str, *, today: date) -> date | None:
    """Return the first day of a choice; None for all time."""
    if label == YESTERDAY:
        return today - timedelta(days=1)
    length = RANGES.get(label)
    return None if length is None else today - timedelta(days=length - 1)


def ask(*, today: date) -> None:
    """Draw the choice. Days of one's own are chosen among the filters."""
    if _NARROWED in st.session_state and _APPLIED not in st.session_state:
        st.session_state[FIRST] = st.session_state[_NARROWED]  # before its widget is drawn
        st.session_state[_APPLIED] = True
    shown = label_of(_chosen(FIRST), _chosen(LAST), today=today)
    st.session_state[_WIDGET] = shown
    options = [ALL, *OFFERED, *((OWN,) if shown == OWN else ())]
    st.selectbox(
        "When", options, key=_WIDGET, on_change=_choose, kwargs={"today": today}, width=_WIDTH
    )


def narrow_once(view: TraceView, *, is_long: bool, today: date) -> bool:
    """Choose the last month for a list that is opened without a filter and too long to count.

    Return whether it was. A person who then chooses all time gets it.
    """
    if not is_long or view != TraceView(order=view.order) or _NARROWED in st.session_state:
        return False
    st.session_state[_NARROWED] = first_day(MONTH, today=today)
    return True


def why_narrowed() -> str:
    """Return why the list begins where it does, or "" if a person chose that."""
    by_itself = st.session_state.get(_NARROWED)
    if by_itself is None or by_itself != _chosen(FIRST):
        return ""
    return "There are too many traces to count them all; choose “All time” for older ones."


def _choose(*, today: date) -> None:
    label = st.session_state[_WIDGET]
    if label != OWN:
        st.session_state[FIRST] = first_day(label, today=today)
        st.session_state[LAST] = first_day(label, today=today) if label == YESTERDAY else None


def _chosen(key: str) -> date | None:
    """Return a day; before its widget is first drawn, only the address has it."""
    value = st.session_state.get(key, st.query_params.get(key))
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None
