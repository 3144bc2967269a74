"""Draw the pause of a goal: its days to choose, or how long it lasts and how to go on."""

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from app.coach.goal.revision import present
from app.ui.text import plain
from core.usecases.revisions.list_revisions import Pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The first and the last day of a pause."""

    first: date
    last: date


def show_pause(pause: Pause, *, key: str) -> bool:
    """Draw until when the goal is paused. Return whether the person goes on now."""
    st.write(plain(present.paused(pause)))
    return st.button("Go on now", key=f"{key}.resume", icon=":material/play_arrow:")


def ask(*, today: date, key: str) -> Days | None:
    """Draw the days to choose, folded. Return them once they are sent."""
    fold = st.expander("Take a break", expanded=False, key=f"{key}.pause", on_change="rerun")
    if not fold.open:
        return None
    with fold, st.form(f"{key}.pauseform", border=False):
        st.caption("Nothing is due in these days. Everything after them moves by whole weeks.")
        days = st.grid(columns=2, min_column_width=170, gap="medium", key=f"{key}.pausedays")
        with days:
            first = st.date_input("First day", value=today, min_value=today, key=f"{key}.first")
            last = st.date_input(
                "Last day",
                value=today + timedelta(days=6),
                min_value=today,
                key=f"{key}.until",
            )
        sent = st.form_submit_button("Pause", key=f"{key}.pausenow")
    if sent and isinstance(first, date) and isinstance(last, date):
        return Days(first=first, last=last)
    return None
