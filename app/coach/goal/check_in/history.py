"""Draw the check-ins before the newest one, and take a deletion back."""

import streamlit as st

from app.coach.goal.check_in import actions, answer_view
from app.ui.text import plain
from core import formats
from core.usecases.check_ins.get_check_ins import CheckInsView


def offer_undo(goal_id: str, *, key: str) -> None:
    """Draw that a check-in was deleted, and the way to take that back."""
    gone = actions.deleted(goal_id)
    if gone is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}.undo"):
        st.caption(f"The check-in of {plain(formats.day(gone.day))} is deleted.")
        if st.button("Undo", key=f"{key}.restore"):
            actions.restore(gone)
            st.rerun()


def show(view: CheckInsView, *, key: str) -> None:
    """Draw the check-ins before the one that is shown, folded."""
    shown = view.check_ins[:1] if view.changeable or view.final is not None else ()
    earlier = view.check_ins[len(shown) :]
    if not earlier:
        return
    label = f"Earlier check-ins ({len(earlier)})"
    if not st.toggle(label, key=f"{key}.history"):
        return
    for check_in in earlier:
        answer_view.show_earlier(check_in)
        st.button(
            f"Delete the check-in of {plain(formats.day(check_in.day))}",
            key=f"{key}.delete.{check_in.id}",
            type="tertiary",
            on_click=actions.delete,
            args=(check_in,),
            help="You can undo that.",
        )
