"""Open the page of a record from a link in a table."""

from urllib.parse import parse_qsl

import streamlit as st

_PAGES = {
    "trace": "review/trace/page.py",
    "goal": "coach/goal/page.py",
    "feedback": "review/feedback/page.py",
    "evaluations": "review/evaluations/page.py",
    "traces": "review/traces/page.py",
}
"""Pages that records link to, by their address."""


def open_address(address: str) -> None:
    """Open a page by its path and query, such as "trace?id=..."."""
    path, _, query = address.partition("?")
    st.switch_page(_PAGES[path], query_params=dict(parse_qsl(query)))
