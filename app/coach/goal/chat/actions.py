"""Carry out what the person does in the conversation."""

from functools import partial

import streamlit as st

from app import auth, services
from app.ui import notice
from core.chat.rating import AnswerRating
from core.ids import new_id
from core.usecases.chat import change_memory as memories
from core.usecases.chat.ask_coach import ask_coach
from core.usecases.chat.clear_conversation import clear_conversation
from core.usecases.chat.decide_edit import decide_edit
from core.usecases.chat.rate_answer import rate_answer
from core.usecases.chat.undo_edit import undo_edit

PLACE = "goal.chat"
FRESH = "goal.chat.fresh"
"""True from a question until its answer was shown once, so that only a new answer streams."""


def ask(goal_id: str, text: str) -> None:
    """Ask the coach."""
    send = partial(
        ask_coach,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        text=text,
        key=new_id(),
    )
    if notice.attempt(send, place=PLACE):
        st.session_state[FRESH] = True


def decide(goal_id: str, message_id: str, position: int, accept: bool) -> None:  # noqa: FBT001
    """Accept or decline a proposed change."""
    choose = partial(
        decide_edit,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        message_id=message_id,
        position=position,
        accept=accept,
    )
    done = "Your plan is changed." if accept else ""
    if notice.attempt(choose, done=done, place=PLACE) and accept:
        st.session_state[f"{PLACE}.changed"] = True


def undo(goal_id: str, message_id: str, position: int) -> None:
    """Take an accepted change back."""
    take_back = partial(
        undo_edit,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        message_id=message_id,
        position=position,
    )
    if notice.attempt(take_back, done="Your plan is as it was.", place=PLACE):
        st.session_state[f"{PLACE}.changed"] = True


def rate(goal_id: str, message_id: str, rating: AnswerRating) -> None:
    """Rate an answer."""
    save = partial(
        rate_answer,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        message_id=message_id,
        rating=rating,
    )
    notice.attempt(save, place=PLACE)


def add_memory(goal_id: str, text: str) -> None:
    """Remember a line."""
    add = partial(
        memories.add_memory,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        text=text,
    )
    notice.attempt(add, place=PLACE)


def save_memory(goal_id: str, memory_id: str, text: str) -> None:
    """Change a line, or delete it if nothing is left of it."""
    rein, viewer = services.rein(), auth.current_viewer()
    if text.strip():
        change = partial(memories.edit_memory, text=text)
    else:
        change = partial(memories.delete_memory)
    notice.attempt(
        partial(change, rein, viewer=viewer, goal_id=goal_id, memory_id=memory_id), place=PLACE
    )


def clear(goal_id: str) -> None:
    """Delete the conversation."""
    gone = partial(
        clear_conversation,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        confirmed=True,
    )
    notice.attempt(gone, done="The conversation is deleted.", place=PLACE)
