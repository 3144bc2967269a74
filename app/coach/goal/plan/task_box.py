"""One task of the plan as a box to tick."""

from collections.abc import Callable

import streamlit as st

from app.ui.text import plain
from core import formats
from core.plans.plan import Task

Tick = Callable[[str, bool], None]
"""Called with the id of a task and whether it is done now."""


def show(task: Task, *, done: bool, key: str, on_tick: Tick | None) -> None:
    """Draw the box; without `on_tick` it cannot be ticked."""
    # Set before each drawing, so that a tick in another tab or a failed save shows at once.
    st.session_state[key] = done

    def ticked() -> None:
        if on_tick is not None:
            on_tick(task.id, bool(st.session_state[key]))

    when = formats.minutes(task.minutes)
    if task.day is not None:
        when += f", {task.day.value}"
    st.checkbox(
        plain(f"{task.title} ({when})"), key=key, on_change=ticked, disabled=on_tick is None
    )
