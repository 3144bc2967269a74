"""One message that outlives the rerun an action causes: what was done, or why it was not."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from app.widgets.text import plain
from core.errors import ReinError

PAGE = "page"
"""The head of the page; parts far below it have a place of their own, so that the answer stands where one looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence for the person; `failed` where it reports something that was not done."""

    text: str
    failed: bool = False


def say(text: str, *, place: str = PAGE) -> None:
    """Keep a sentence for the next drawing of that place."""
    st.session_state[_key(place)] = Notice(text=text)


def attempt(action: Callable[[], None], *, done: str = "", place: str = PAGE) -> bool:
    """Do it and say so; where it cannot be done, say why. Returns whether it was done."""
    try:
        action()
    except ReinError as error:
        st.session_state[_key(place)] = Notice(text=str(error), failed=True)
        return False
    if done:
        say(done, place=place)
    return True


def show(place: str = PAGE) -> None:
    """Draw what is to be said in this place, once."""
    notice = st.session_state.pop(_key(place), None)
    if not isinstance(notice, Notice):
        return
    if notice.failed:
        st.error(plain(notice.text), icon=":material/error:")
    else:
        st.success(plain(notice.text), icon=":material/check:")


def _key(place: str) -> str:
    return f"notice.{place}"
