"""Download everything that is stored about a person."""

import streamlit as st

from app import auth, services
from app.account import present
from app.ui import page_text
from core.usecases.people.export_person import export_person_as_bytes


def show() -> None:
    """Draw how long things stay, and the button that downloads them."""
    rein, viewer = services.rein(), auth.current_viewer()
    st.header("What is stored about you", anchor=False)
    page_text.note(present.stored_text(rein.settings))
    st.download_button(
        "Download everything",
        lambda: export_person_as_bytes(rein, viewer=viewer),
        "rein-everything.zip",
        "application/zip",
        on_click="ignore",
        icon=":material/download:",
        key="account.export",
    )
