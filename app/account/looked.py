"""Who was shown what a person wrote."""

import streamlit as st

from app import auth, services
from app.account import looked_present
from app.ui import page_text, table
from core.usecases.audit.list_readings import MAX_ENTRIES, list_readings

_BEFORE = "account.looked.before"


def show(*, signs_in: bool) -> None:
    """Draw the readers; without accounts only if there is one, such as a program with a token."""
    before = st.session_state.get(_BEFORE)
    found = list_readings(services.rein(), viewer=auth.current_viewer(), before=before)
    if not (found or before or signs_in):
        return
    st.header("Who looked", anchor=False)
    page_text.note(looked_present.LEAD if found else looked_present.UNREAD)
    if found:
        rows = looked_present.to_rows(found, services.now().tzinfo)
        table.show(looked_present.COLUMNS, rows, caption="Who looked", key="account.looked")
    with st.container(horizontal=True):
        if before is not None:
            st.button("Newest", key="account.looked.newest", on_click=go_to, args=(None,))
        if len(found) == MAX_ENTRIES:
            st.button("Older", key="account.looked.older", on_click=go_to, args=(found[-1].id,))


def go_to(before: int | None) -> None:
    """Show the readers before one line."""
    st.session_state[_BEFORE] = before
