"""Erase one's own account for good."""

import streamlit as st

from app import auth, services
from app.account import present
from app.ui import notice, page_text
from app.ui.exports import remaining
from core.usecases.people.erase_person import erase_self, find_confirmation

_TYPED, _PASSWORD = "account.erase.typed", "account.erase.password"


def show(*, signs_in: bool) -> None:
    """Draw what would be erased, and the form that erases it."""
    rein, viewer = services.rein(), auth.current_viewer()
    wanted = find_confirmation(rein, viewer=viewer)
    st.header("Erase everything", anchor=False)
    page_text.note(present.ERASING)
    with st.popover("Erase my account" if signs_in else "Erase everything", type="tertiary"):
        remaining.show()
        st.text_input(present.typing_label(wanted), key=_TYPED, autocomplete="off")
        if signs_in and rein.provider is None:
            st.text_input(
                "Your password", type="password", key=_PASSWORD, autocomplete="current-password"
            )
        st.button("Erase for good", key="account.erase.sure", type="primary", on_click=erase)


def erase() -> None:
    """Erase the account of the person who typed what was asked for."""
    viewer = auth.current_viewer()
    typed, password = st.session_state[_TYPED], st.session_state.get(_PASSWORD, "")
    address = st.context.ip_address or ""
    done = notice.attempt(
        lambda: erase_self(
            services.rein(), viewer=viewer, typed=typed, password=password, address=address
        )
    )
    if done:
        st.session_state.clear()  # words that were not sent yet are words, too
        notice.post("Everything about you is erased.")
