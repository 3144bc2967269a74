"""One message that survives the rerun after an action: its result, or why it failed."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from app.ui.text import plain
from core.errors import ReinError

PAGE = "page"
"""The top of the page. Parts further down have a place of their own, near what was clicked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence for the person; `failed` if the action was not done."""

    text: str
    failed: bool = False
    undo: Callable[[], None] | None = None
    """Called by the button that stands below the sentence; None if there is no way back."""


def post(text: str, *, place: str = PAGE, undo: Callable[[], None] | None = None) -> None:
    """Store a sentence until that place is drawn next."""
    st.session_state[_key(place)] = Notice(text=text, undo=undo)


def post_failure(text: str, *, place: str = PAGE) -> None:
    """Store what went wrong until that place is drawn next."""
    st.session_state[_key(place)] = Notice(text=text, failed=True)


def attempt(action: Callable[[], object], *, done: str = "", place: str = PAGE) -> bool:
    """Call `action` and post `done`, or the reason it failed. Return True on success."""
    try:
        action()
    except ReinError as error:
        post_failure(str(error), place=place)
        return False
    if done:
        post(done, place=place)
    return True


def show(place: str = PAGE, *, undo_key: str | None = None) -> None:
    """Draw and remove the message of this place. `undo_key` is a key that undoes."""
    notice = st.session_state.pop(_key(place), None)
    if not isinstance(notice, Notice):
        return
    if notice.failed:
        st.error(plain(notice.text), icon=":material/error:")
    else:
        st.success(plain(notice.text), icon=":material/check:")
    if notice.undo is not None:
        st.button(
            "Undo",
            key=f"{_key(place)}.undo",
            icon=":material/undo:",
            on_click=notice.undo,
            shortcut=undo_key,
        )


def _key(place: str) -> str:
    return f"notice.{place}"
