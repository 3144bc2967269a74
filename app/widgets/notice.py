"""One message that outlives the rerun an action causes: what was done, or why it was not."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from app.widgets.text import plain
from core.errors import ReinError

_KEY = "coach.notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence for the person; `failed` where it reports something that was not done."""

    text: str
    failed: bool = False


def say(text: str) -> None:
    """Keep a sentence of ours for the next drawing of the page."""
    st.session_state[_KEY] = Notice(text=text)


def attempt(action: Callable[[], None], *, done: str = "") -> bool:
    """Do it and say so; where it cannot be done, say why. Returns whether it was done."""
    try:
        action()
    except ReinError as error:
        st.session_state[_KEY] = Notice(text=str(error), failed=True)
        return False
    if done:
        say(done)
    return True


def show() -> None:
    """Draw what is to be said, once."""
    notice = st.session_state.pop(_KEY, None)
    if not isinstance(notice, Notice):
        return
    if notice.failed:
        st.error(plain(notice.text), icon=":material/error:")
    else:
        st.success(plain(notice.text), icon=":material/check:")
