"""The changes that an answer proposes: what each would do, and buttons to accept or undo it."""

import streamlit as st

from app.coach.goal.chat import actions, load, present
from app.ui.text import plain
from core.chat.message import ChatMessage
from core.chat.proposed_edit import EditStatus, ProposedEdit


def show(message: ChatMessage, *, key: str) -> None:
    """Draw the proposed changes as cards; none is made before it is accepted."""
    for position, edit in enumerate(message.edits):
        name = f"{key}.edit{position}"
        with st.container(border=True, key=name):
            st.markdown(f"**Proposed:** {plain(edit.note)}")
            if edit.status is EditStatus.ACCEPTED:
                _accepted(message, position, edit, key=name)
            elif edit.status is not EditStatus.PROPOSED:
                st.caption(present.decision_text(edit))
            elif not edit.applies:
                st.caption(plain(present.how_to_change(edit)))
            else:
                _open(message, position, edit, key=name)


def _open(message: ChatMessage, position: int, edit: ProposedEdit, *, key: str) -> None:
    """Draw what an open proposal would do, and the buttons to decide on it."""
    possible = True
    if edit.revises:
        preview = load.preview(message.goal_id, edit)
        possible = preview.difference is not None
        text = present.price_of(preview.difference) if preview.difference else preview.refusal
        st.caption(plain(text))
    with st.container(horizontal=True):
        for label, accept in (("Accept", True), ("Decline", False)):
            st.button(
                label,
                key=f"{key}.{label.lower()}",
                help=plain(edit.note),
                disabled=accept and not possible,
                on_click=actions.decide,
                args=(message.goal_id, message.id, position, accept),
            )


def _accepted(message: ChatMessage, position: int, edit: ProposedEdit, *, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(present.decision_text(edit), width="content")
        st.button(
            "Undo",
            key=f"{key}.undo",
            type="tertiary",
            icon=":material/undo:",
            help=plain(f"Undo: {edit.note}"),
            on_click=actions.undo,
            args=(message.goal_id, message.id, position),
        )
