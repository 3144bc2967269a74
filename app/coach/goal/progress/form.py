"""Ask for a measured number, and show the last ones with a way to take each back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from app.coach.goal.progress import present
from app.ui.text import plain
from core.progress.measurements import Measurement
from core.usecases.measurements.read_value import MAX_CHARACTERS
from core.usecases.progress.get_progress import Progress

LAST = 5
"""Numbers that are shown with a button to remove them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A number as the person wrote it."""

    metric: str
    value: str
    day: date | None


def ask(progress: Progress, *, refused: str, key: str, on_send: Callable[[Entry], None]) -> None:
    """Draw the form; `refused` says what could not be used of the last try, which stays in it."""
    metrics = progress.metrics
    if not metrics:
        return
    place = present.metric_to_ask(progress)

    def send() -> None:
        chosen = metrics[int(st.session_state.get(f"{key}.metric", place))]
        value, day = st.session_state[f"{key}.value"], st.session_state[f"{key}.day"]
        on_send(Entry(metric=chosen.metric, value=value, day=day))

    with st.form(f"{key}.form", border=False):
        if len(metrics) > 1:
            st.selectbox(
                "What did you measure?",
                range(len(metrics)),
                index=place,
                format_func=lambda n: present.label(metrics[n]),
                key=f"{key}.metric",
            )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                plain(present.label(metrics[0]) if len(metrics) == 1 else "Your number"),
                key=f"{key}.value",
                max_chars=MAX_CHARACTERS,
                placeholder="For example 7.5",
            )
            st.date_input(
                "Measured on", value=progress.today, max_value=progress.today, key=f"{key}.day"
            )
        if refused:
            st.error(plain(refused), icon=":material/error:")
        st.form_submit_button("Add number", key=f"{key}.send", on_click=send)


def clear(key: str) -> None:
    """Empty the field of the number; call it before the form is drawn."""
    st.session_state[f"{key}.value"] = ""


def show_last(progress: Progress, *, key: str, on_remove: Callable[[Measurement], None]) -> None:
    """Draw the numbers entered last, newest first, each with a button to remove it."""
    numbers = sorted(
        (one for metric in progress.metrics for one in metric.measurements),
        key=lambda one: (one.created_at, one.id),
        reverse=True,
    )
    if not numbers:
        return
    with st.popover("Your last numbers", key=f"{key}.last", type="tertiary"):
        for one in numbers[:LAST]:
            st.button(
                f"Remove {plain(present.stored(one))}",
                key=f"{key}.remove.{one.id}",
                type="tertiary",
                icon=":material/close:",
                on_click=on_remove,
                args=(one,),
            )
