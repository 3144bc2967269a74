"""Whether the person reads texts of others in full."""

import streamlit as st

from app import auth, services
from app.ui import page_text
from core import formats
from core.usecases.grants.grants import ReadingGrant, find_own_grant


def sentence(grant: ReadingGrant) -> str:
    """Return until when, and why, a reviewer sees personal data."""
    until = formats.short_moment(grant.expires_at, now=services.now())
    return (
        f"Until {until} you see what others wrote in full, with personal data. The reason that an "
        f"admin gave: {grant.reason}"
    )


def show() -> None:
    """Draw the grant that is in force, if there is one."""
    grant = find_own_grant(services.rein(), viewer=auth.current_viewer())
    if grant is not None:
        st.header("What you may read", anchor=False)
        page_text.note(sentence(grant))
