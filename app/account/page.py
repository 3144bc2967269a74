"""Your account: where you are signed in, and what is stored about you."""

import streamlit as st

from app import auth, services
from app.account import erase, everything, looked, organisations, present, reading, sessions, tokens
from app.ui import model_consent, notice, page_text


def render() -> None:
    st.title("Your account", anchor=False)
    signs_in = auth.needs_account(services.rein().settings)
    notice.show()
    if signs_in and (invitation := st.query_params.get("organisation", "")):
        organisations.show_invitation(invitation)
    page_text.lead(present.sentence(auth.current_user()) if signs_in else present.ALONE)
    if signs_in:
        sessions.show()
    model_consent.show(key="account.models", titled=True)
    if signs_in:
        organisations.show()
    tokens.show()
    reading.show()
    looked.show(signs_in=signs_in)
    everything.show()
    erase.show(signs_in=signs_in)


render()
