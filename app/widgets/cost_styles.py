"""The style sheet of the Costs page; its colours are those of the one that every page has."""

from pathlib import Path

import streamlit as st

_SHEET = Path(__file__).with_name("costs.css")


def apply() -> None:
    """Add the style sheet to the page."""
    st.html(_SHEET)
