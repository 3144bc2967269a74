"""A text that is not planned: why, said kindly, and what can be done instead."""

from collections.abc import Callable

import streamlit as st

from app.widgets.text import markup, plain
from core.errors import GoalDeclined


def show(error: GoalDeclined) -> None:
    """Draw the note under the line; it is no mistake of the person's, so it is not drawn as one."""
    st.html(
        f'<div class="coach" role="alert"><p class="coach-note">{markup(error.message)}</p></div>'
    )


def offer(error: GoalDeclined, *, key: str, on_take: Callable[[str], None]) -> None:
    """Draw the safe goal to start from, where there is one; taking it fills the line and submits nothing."""
    if error.instead:
        label = f"Begin with this instead: “{plain(error.instead)}”"
        st.button(
            label, key=key, icon=":material/arrow_upward:", on_click=on_take, args=(error.instead,)
        )
