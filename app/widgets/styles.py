"""The one style sheet: what Streamlit's theme has no word for."""

from pathlib import Path

import streamlit as st

_SHEET = Path(__file__).with_name("styles.css")


def apply() -> None:
    """Add the style sheet to the page."""
    st.html(_SHEET)
