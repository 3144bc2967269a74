"""A text that is not planned: why, and a safe goal to start from instead."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from app.ui import html
from app.ui.html import multiline
from app.ui.text import plain
from core.errors import GoalDeclined


def show(error: GoalDeclined) -> None:
    """Draw the reason under the form. It is not the person's mistake, so not drawn as an error."""
    html.draw(
        Markup('<div class="coach" role="alert"><p class="coach-note">{}</p></div>').format(
            multiline(error.message)
        )
    )


def offer(error: GoalDeclined, *, insist: str, on_take: Callable[[str], None], key: str) -> None:
    """Draw the ways on: plan it all the same, rephrase it, or begin with the safe goal.

    `insist` is the key of the first, which is missing if the plan would do harm. To rephrase closes
    the note; the words stay in the box. The safe goal fills the form and submits nothing.
    """
    with st.container(horizontal=True, gap="small", key=f"{key}.ways"):
        if not error.final:
            st.button("Plan it all the same", key=insist, type="primary")
        st.button("Rephrase it", key=f"{key}.rephrase", icon=":material/edit:")
        if error.instead:
            st.button(
                f"Begin with this instead: “{plain(error.instead)}”",
                key=f"{key}.instead",
                icon=":material/arrow_upward:",
                on_click=on_take,
                args=(error.instead,),
            )
