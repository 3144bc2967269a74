"""What the coach remembers: every line can be read, changed and deleted; and clearing the talk."""

from functools import partial

import streamlit as st

from app.coach.goal.chat import actions
from core.chat.memory import MAX_MEMORIES, MAX_MEMORY_CHARACTERS, Memory
from core.formats import pluralize


def show(goal_id: str, memories: tuple[Memory, ...], *, messages: int, key: str) -> None:
    """Draw the two folds below the conversation."""
    with st.container(horizontal=True, key=f"{key}.folds"):
        place = st.popover(
            f"What I remember ({len(memories)})",
            type="tertiary",
            icon=":material/bookmark:",
            key=f"{key}.memory",
            on_change="rerun",
        )
        if place.open:
            with place:
                _lines(goal_id, memories, key=f"{key}.memory")
        if messages:
            _clear(goal_id, messages, key=f"{key}.clear")


def _lines(goal_id: str, memories: tuple[Memory, ...], *, key: str) -> None:
    if not memories:
        st.caption(
            "Nothing yet. Tell the coach what should hold for this goal, such as “Tuesdays are "
            "out”, or write it here. It is used in answers about this goal only."
        )
    for number, memory in enumerate(memories, start=1):
        name = f"{key}.{memory.id}"
        st.text_input(
            f"Line {number}",
            value=memory.text,
            key=name,
            max_chars=MAX_MEMORY_CHARACTERS,
            on_change=_save,
            args=(goal_id, memory.id, name),
        )
        st.button(
            f"Delete line {number}",
            key=f"{name}.delete",
            type="tertiary",
            on_click=partial(actions.save_memory, goal_id, memory.id, ""),
        )
    if len(memories) < MAX_MEMORIES:
        with st.form(f"{key}.form", clear_on_submit=True, border=False):
            name = f"{key}.new"
            st.text_input("Something to remember", key=name, max_chars=MAX_MEMORY_CHARACTERS)
            st.form_submit_button(
                "Remember it", key=f"{key}.add", on_click=_add, args=(goal_id, name)
            )


def _save(goal_id: str, memory_id: str, name: str) -> None:
    actions.save_memory(goal_id, memory_id, str(st.session_state.get(name, "")))


def _add(goal_id: str, name: str) -> None:
    actions.add_memory(goal_id, str(st.session_state.get(name, "")))


def _clear(goal_id: str, messages: int, *, key: str) -> None:
    place = st.popover("Clear the conversation", type="tertiary", key=key, on_change="rerun")
    if not place.open:
        return
    with place:
        st.markdown(
            f"This deletes {pluralize(messages, 'message')} or more, with their ratings, for good. "
            "What I remember stays."
        )
        st.button("Delete them for good", key=f"{key}.yes", on_click=actions.clear, args=(goal_id,))
