"""The person's tokens: what they may do, until when, and when they were last used."""

import streamlit as st

from app import auth, services
from app.account import tokens_present
from app.ui import notice, page_text
from app.ui.text import plain
from core.accounts.scope import MEANINGS, scopes_of
from core.usecases.tokens.tokens import (
    NewToken,
    TokenRecord,
    add_token,
    list_own_tokens,
    revoke_own_token,
)

_MADE = "account.token.made"
_NAME, _SCOPES, _DAYS = "account.token.name", "account.token.scopes", "account.token.days"


def show() -> None:
    """Draw the tokens, what revokes them, and the form that makes one."""
    found = list_own_tokens(services.rein(), viewer=auth.current_viewer())
    st.header("Tokens for programs", anchor=False)
    page_text.note(tokens_present.LEAD)
    show_secret()
    for token in found:
        show_token(token)
    with st.popover("Make a token", icon=":material/key:"):
        show_form()


def show_token(token: TokenRecord) -> None:
    """Draw one token, and a button that revokes it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        page_text.note(tokens_present.line(token, now=services.now()))
        st.button("Revoke", key=f"account.token.{token.id}.revoke", on_click=revoke, args=(token,))


def show_form() -> None:
    """Draw what a new token may do, and until when."""
    allowed = scopes_of(auth.current_viewer().role)
    st.text_input("What will use it", key=_NAME, max_chars=60, placeholder="Kitchen display")
    st.multiselect(
        "What it may do",
        [scope for scope in MEANINGS if scope in allowed],
        format_func=lambda scope: plain(tokens_present.scope_label(scope)),
        key=_SCOPES,
    )
    days = list(tokens_present.PERIODS)
    st.selectbox(
        "For how long", days, format_func=tokens_present.PERIODS.__getitem__, key=_DAYS, index=1
    )
    st.button("Make it", key="account.token.make", type="primary", on_click=make)


def show_secret() -> None:
    """Draw a token that was just made; it can be read only now."""
    made = st.session_state.pop(_MADE, None)
    if isinstance(made, NewToken):
        page_text.note(tokens_present.made_text(made.record))
        st.code(made.secret, language=None, wrap_lines=True)


def make() -> None:
    """Make a token, and show it once."""
    viewer, state = auth.current_viewer(), st.session_state
    name, scopes, days = state[_NAME], frozenset(state[_SCOPES]), state[_DAYS]

    def make_it() -> None:
        state[_MADE] = add_token(
            services.rein(), viewer=viewer, name=name, scopes=scopes, days=days
        )

    notice.attempt(make_it)


def revoke(token: TokenRecord) -> None:
    """Revoke a token, from the next request on."""
    viewer = auth.current_viewer()
    notice.attempt(
        lambda: revoke_own_token(services.rein(), viewer=viewer, token_id=token.id),
        done=f"“{token.name}” is revoked.",
    )
