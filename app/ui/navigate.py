"""Open the page of a record from a link in a table."""

from urllib.parse import parse_qs

import streamlit as st

_PAGES = {
    "trace": "review/trace/page.py",
    "goal": "coach/goal/page.py",
    "feedback": "review/feedback/page.py",
    "ratings": "review/ratings/page.py",
    "evaluations": "review/evaluations/page.py",
    "traces": "review/traces/page.py",
    "overview": "review/overview/page.py",
    "alerts": "review/alerts/page.py",
    "operations": "operate/health/page.py",
    "costs": "operate/costs/page.py",
    "providers": "operate/providers/page.py",
    "datasets": "review/datasets/page.py",
    "evaluation-runs": "review/evaluation_runs/page.py",
    "queue": "review/queue/page.py",
    "trials": "review/trials/page.py",
}
"""Pages that records link to, by their address."""


_SHARED = ("days", "prompt", "model", "kind", "language", "tier", "writer")
"""Filters that review pages share. While a page draws one, Streamlit refuses it in an address."""
_NEXT = "navigate.next"


def open_address(address: str) -> None:
    """Open a page by its path and query, such as "trace?id=..."."""
    path, _, query = address.partition("?")
    params = parse_qs(query)
    drawn = {key: params.pop(key)[-1] for key in _SHARED if key in params and _is_drawn(key)}
    changed = {key: text for key, text in drawn.items() if str(st.session_state[key]) != text}
    if changed:
        # A widget that is drawn cannot be set either: the next run does it before it draws any.
        st.session_state[_NEXT] = (path, params, changed)
        st.rerun()
    st.switch_page(_PAGES[path], query_params=params)


def go_on() -> None:
    """Open the page that the last run asked for, with other filters than it had itself."""
    wanted = st.session_state.pop(_NEXT, None)
    if wanted is None:
        return
    path, params, changed = wanted
    for key, text in changed.items():
        st.session_state[key] = int(text) if key == "days" else text
    st.switch_page(_PAGES[path], query_params=params)


def _is_drawn(key: str) -> bool:
    return key in st.session_state
