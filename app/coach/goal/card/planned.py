"""The card of a planned goal: folded to its sentence until the person corrects it."""

import streamlit as st

from app.coach.goal.card.sentence_view import sentence_html
from app.ui import html
from core.goals.reading import Reading


def show_folded(reading: Reading, *, key: str, mine: bool) -> None:
    """Draw the sentence of a planned goal, and a button to correct it."""
    html.draw(sentence_html(reading))
    if mine:
        st.button(
            "Correct this",
            key=f"{key}.open",
            icon=":material/edit:",
            on_click=set_open,
            args=(key, True),
        )


def is_open(key: str) -> bool:
    """Return whether the fields of a planned goal's card are open."""
    return bool(st.session_state.get(f"{key}.opened"))


def set_open(key: str, opened: bool) -> None:  # noqa: FBT001 - a callback of Streamlit
    """Open or close the fields of a planned goal's card."""
    st.session_state[f"{key}.opened"] = opened
