"""A part of the page under a heading, or folded once the plan is lived."""

from typing import Any

import streamlit as st


def open_part(title: str, *, folded: bool, key: str) -> Any | None:  # noqa: ANN401 - a container of Streamlit
    """Draw the head of a part. Return the place for its body, or None while it is folded."""
    if folded:
        fold = st.expander(title, key=key, on_change="rerun")
        return fold if fold.open else None
    st.header(title, anchor=False)
    return st.container()
