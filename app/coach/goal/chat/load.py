"""Read the conversation about a goal, and wait a moment for an answer that is on its way."""

import time
from collections.abc import Iterator

import streamlit as st

from app import auth, services
from core.chat.proposed_edit import ProposedEdit
from core.usecases.chat.list_messages import SHOWN, Conversation, get_conversation
from core.usecases.chat.preview_edit import EditPreview, preview_edit

POLL_S = 0.1
FOLLOW_S = 0.25
"""How often an answer that is being written is looked at."""
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
    """Return the conversation once the answer is there or begins, or after a moment."""
    found = conversation(goal_id)
    until = time.monotonic() + at_most_s
    while found.waiting and not found.partial and time.monotonic() < until:
        time.sleep(POLL_S)
        found = conversation(goal_id)
    return found


def partials(goal_id: str, *, at_most_s: float) -> Iterator[str]:
    """Yield an answer in the pieces in which it is written, until it is stored or a time is over.

    A piece is whole sentences. If the model begins again, what was shown ends here.
    """
    shown, until = "", time.monotonic() + at_most_s
    while time.monotonic() < until:
        found = conversation(goal_id)
        if not found.waiting or not found.partial.startswith(shown):
            return
        if piece := found.partial[len(shown) :]:
            yield piece
            shown = found.partial
        time.sleep(FOLLOW_S)
