"""The card of a planned goal: folded to its sentence until the person corrects it."""

import streamlit as st

from app.coach.goal.card.sentence_view import sentence_html
from app.ui import html
from core.goals.reading import Reading, SlotName


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
    st.session_state.pop(f"{key}.at", None)


def open_at(key: str, slot: SlotName | None) -> None:
    """Open the fields of a planned goal's card, with the cursor in one of them."""
    set_open(key, opened=True)
    st.session_state[f"{key}.at"] = slot
    st.session_state.pop(f"{key}.focus", None)  # the cursor is put there on each opening


def slot_to_begin_at(key: str) -> SlotName | None:
    """Return the field with which the person wants to begin, if they named one."""
    slot: SlotName | None = st.session_state.get(f"{key}.at")
    return slot
