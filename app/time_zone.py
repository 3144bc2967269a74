"""The time zone that the browser reports is stored with the account, for API tokens to use."""

import streamlit as st

from app import auth, services
from core.usecases.accounts.save_time_zone import save_time_zone

_SAVED = "time_zone.saved"


def save() -> None:
    """Store the time zone once in a session, and again if it changes."""
    viewer = auth.current_viewer()
    if viewer.zone_name != st.session_state.get(_SAVED):
        st.session_state[_SAVED] = viewer.zone_name
        save_time_zone(services.rein(), viewer=viewer)
