"""The window of days; it is part of the URL, so that a view can be shared."""

import streamlit as st

WINDOWS = (7, 30, 90)


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
