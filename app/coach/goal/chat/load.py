"""Read the conversation about a goal, and wait a moment for an answer that is on its way."""

import time

import streamlit as st

from app import auth, services
from core.chat.proposed_edit import ProposedEdit
from core.usecases.chat.list_messages import SHOWN, Conversation, get_conversation
from core.usecases.chat.preview_edit import EditPreview, preview_edit

POLL_S = 0.1
_LIMIT = "goal.chat.limit"


def conversation(goal_id: str) -> Conversation:
    """Return the end of the conversation, as much of it as the person asked to see."""
    limit = int(st.session_state.get(_LIMIT, SHOWN))
    return get_conversation(
        services.rein(), viewer=auth.current_viewer(), goal_id=goal_id, limit=limit
    )


def preview(goal_id: str, edit: ProposedEdit) -> EditPreview:
    """Return what accepting a change would do to the plan."""
    return preview_edit(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id, edit=edit)


def show_more() -> None:
    """Show more of the conversation from now on."""
    st.session_state[_LIMIT] = int(st.session_state.get(_LIMIT, SHOWN)) + SHOWN


def conversation_soon(goal_id: str, *, at_most_s: float) -> Conversation:
    """Return the conversation as soon as the last question is answered, or after a moment."""
    found = conversation(goal_id)
    until = time.monotonic() + at_most_s
    while found.waiting and time.monotonic() < until:
        time.sleep(POLL_S)
        found = conversation(goal_id)
    return found
