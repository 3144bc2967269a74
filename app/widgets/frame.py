"""The words around the figures: the sentence on top, notes beside, titles of parts."""

import streamlit as st

from app.widgets.text import markup


def lede(text: str) -> None:
    """Say in one sentence what the figures mean."""
    st.html(f'<p class="rein-lede">{markup(text)}</p>')


def note(text: str) -> None:
    """Say something beside the figures."""
    st.html(f'<p class="rein-note">{markup(text)}</p>')


def section(title: str) -> None:
    """Begin a part of the page."""
    st.subheader(title, anchor=False)
