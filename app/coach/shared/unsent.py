"""Keep the words that a person typed and did not send.

Streamlit's session ends with a reload, and a form tells the server nothing before it is sent. So
the browser keeps the words, in the storage of its tab.
"""

from pathlib import Path

import streamlit as st

from app.coach.shared import draft

FIELDS = ("goals-new-text", "goals-new-about-constraints", "goal-rating-")
"""Beginnings of the keys of the text areas, as Streamlit writes them into class names."""

_KEEPER = st.components.v2.component(
    "unsent_words",
    html="<span hidden></span>",
    js=Path(__file__).with_name("unsent.js").read_text(encoding="utf-8"),
)


def keep() -> None:
    """Watch the text areas of this page, and forget a goal that was sent."""
    _KEEPER(key="unsent", data={"fields": list(FIELDS), "sent": draft.sent_text()}, height=0)
