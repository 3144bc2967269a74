"""Erase the account of another person, on the page of people."""

import streamlit as st

from app.operate.people import actions, present
from app.ui import page_text
from core.usecases.people.people import Person


def show(person: Person, *, key: str) -> None:
    """Draw the button that erases an account once its address was typed."""
    with st.popover("Erase", type="tertiary", key=f"{key}.erase"):
        page_text.note(present.erasing_text(person))
        st.text_input("Type the address to confirm", key=f"{key}.erase.typed", autocomplete="off")
        st.button(
            "Erase for good",
            key=f"{key}.erase.sure",
            type="primary",
            on_click=actions.erase,
            args=(person,),
        )
