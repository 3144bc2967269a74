"""Where a person is signed in, and how to end that."""

import streamlit as st
from markupsafe import Markup

from app import auth, services
from app.account import present
from app.ui import html, notice, page_text
from core.usecases.sign_in.sessions import (
    OpenSession,
    end_session,
    list_sessions,
    sign_out_everywhere,
)

_SIGN_OUT = Markup(
    '<form method="post" action="./account/sign-out">'
    '<button type="submit" class="rein-button">Sign out</button></form>'
)
_CHANGE = Markup(
    '<a class="rein-link" href="./account/change-password" target="_self">Change password</a>'
)


def show() -> None:
    """Draw the browsers in which the person is signed in."""
    rein, viewer = services.rein(), auth.current_viewer()
    secret = auth.session_secret() or ""
    html.draw(_SIGN_OUT)
    if rein.provider is None:
        html.draw(_CHANGE)
    st.header("Where you are signed in", anchor=False)
    found = list_sessions(rein, viewer=viewer, secret=secret)
    for session in found:
        show_session(session)
    if len(found) > 1:
        st.button(
            "Sign out everywhere else",
            key="account.everywhere",
            on_click=end_others,
            args=(secret,),
        )


def show_session(session: OpenSession) -> None:
    """Draw one browser, and a button that ends its session unless it is this one."""
    with st.container(horizontal=True, vertical_alignment="center"):
        page_text.note(present.session_line(session, now=services.now()))
        if not session.is_current:
            st.button(
                "Sign out",
                key=f"account.end.{session.id}",
                on_click=end,
                args=(session.id,),
            )


def end(session_id: str) -> None:
    """End the session of another browser."""
    viewer = auth.current_viewer()
    notice.attempt(
        lambda: end_session(services.rein(), viewer=viewer, session_id=session_id),
        done="That browser is signed out.",
    )


def end_others(secret: str) -> None:
    """End all sessions but this one."""
    viewer = auth.current_viewer()
    notice.attempt(
        lambda: sign_out_everywhere(services.rein(), viewer=viewer, but_secret=secret),
        done="You are signed out everywhere else.",
    )
