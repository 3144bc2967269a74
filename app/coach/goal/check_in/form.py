"""The form of a check-in: one screen of chips, sent at once."""

from collections.abc import Callable, Sequence

import streamlit as st

from app.coach.goal.check_in import present
from app.ui.text import plain
from core.plans.plan import Milestone
from core.progress.check_in import (
    LARGEST_SCALE,
    LEAST_SCALE,
    MAX_NOTE_CHARACTERS,
    MAX_OBSTACLE_CHARACTERS,
    CheckIn,
    Report,
)
from core.usecases.check_ins.get_check_ins import CheckInsView

_SCALE = tuple(range(LEAST_SCALE, LARGEST_SCALE + 1))
_FIELDS = ("value", "effort", "energy", "chip", "obstacle", "note")


def show(
    view: CheckInsView,
    *,
    key: str,
    send: str,
    on_send: Callable[[], None],
    before: CheckIn | None = None,
) -> None:
    """Draw the form, filled with a stored check-in if one is changed.

    It is a form, so that choosing a chip does not run the page again; `on_send` is called before
    the section is drawn again, and reads what was sent with `read`.
    """
    given = before.report if before is not None else Report()
    chips = present.obstacle_chips(view)
    chosen = given.obstacle if given.obstacle in chips else None
    with st.form(key, border=False, enter_to_submit=False):
        with st.container(horizontal=True, gap="small"):
            _scale("How hard was it?", given.effort, present.effort_label, key=f"{key}.effort")
            _scale("Your energy?", given.energy, present.energy_label, key=f"{key}.energy")
        if chips:
            way = "What got in the way?"
            st.pills(way, chips, default=chosen, format_func=plain, key=f"{key}.chip")
        # A check-in that is changed has one number; the others are the goal's measurements.
        others = present.other_metrics(view) if before is None else ()
        _texts(view, given, chosen, others, key=key)
        st.form_submit_button(send, type="primary", key=f"{key}.send", on_click=on_send)


def _texts(
    view: CheckInsView,
    given: Report,
    chosen: str | None,
    others: Sequence[Milestone],
    *,
    key: str,
) -> None:
    columns = st.grid(columns=min(3 + len(others), 4), min_column_width=200)
    with columns:
        st.text_input(
            "Something else (optional)",
            value="" if chosen else given.obstacle,
            key=f"{key}.obstacle",
            max_chars=MAX_OBSTACLE_CHARACTERS,
        )
    with columns:
        st.number_input(present.number_label(view), value=given.value, key=f"{key}.value")
    for number, one in enumerate(others):
        with columns:
            label = present.metric_label(one.metric, one.unit)
            st.number_input(label, value=None, min_value=0.0, key=f"{key}.other{number}")
    with columns:
        st.text_input(
            "A note or question (optional)",
            value=given.note,
            key=f"{key}.note",
            max_chars=MAX_NOTE_CHARACTERS,
        )


def _scale(label: str, given: int | None, worded: Callable[[int], str], *, key: str) -> None:
    st.segmented_control(label, _SCALE, default=given, format_func=worded, key=key)


def read(key: str) -> Report:
    """Return what was sent with a form."""
    sent = {name: st.session_state.get(f"{key}.{name}") for name in _FIELDS}
    return Report(
        value=sent["value"],
        effort=sent["effort"],
        energy=sent["energy"],
        obstacle=(sent["obstacle"] or "").strip() or sent["chip"] or "",
        note=sent["note"] or "",
    )
