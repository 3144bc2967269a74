"""A part of the page under a heading, or folded once the plan is lived."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def open_part(title: str, *, folded: bool, key: str) -> DeltaGenerator | None:
    """Draw the head of a part. Return the place for its body, or None while it is folded."""
    if folded:
        fold = st.expander(title, key=key, on_change="rerun")
        return fold if fold.open else None
    st.header(title, anchor=False)
    return st.container()
