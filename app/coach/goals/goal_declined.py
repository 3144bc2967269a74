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


def offer(error: GoalDeclined, *, key: str, on_take: Callable[[str], None]) -> None:
    """Draw a button for the safe goal, if there is one. It fills the form and submits nothing."""
    if error.instead:
        st.button(
            f"Begin with this instead: “{plain(error.instead)}”",
            key=key,
            icon=":material/arrow_upward:",
            on_click=on_take,
            args=(error.instead,),
        )
