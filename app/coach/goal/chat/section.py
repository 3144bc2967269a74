"""Ask your coach: the conversation about a goal, folded until the person opens it."""

import streamlit as st

from app import services
from app.coach.goal.chat import actions, draw, load, memory, present, rating
from app.ui import notice
from app.ui.text import plain
from core.chat.message import MAX_QUESTION_CHARACTERS, ChatRole
from core.plans.plan import Plan
from core.usecases.chat.list_messages import Conversation
from core.usecases.goals.get_goal import GoalView

KEY = "goal.chat"
WAIT_S = 1.0
"""An offline answer takes less than this; a model's is polled for."""
POLL_S = 1.0
STREAM_S = 20.0
"""How long the page follows an answer word by word; after that it asks once a second."""


def show(view: GoalView) -> None:
    """Draw the fold; its body is a fragment that is drawn only when it is open."""
    fold = st.expander("Ask your coach", key=KEY, icon=":material/forum:", on_change="rerun")
    if fold.open and view.plan is not None:
        with fold:
            st.fragment(_body)(view.goal_id, view.plan, view.done_tasks)


def _body(goal_id: str, plan: Plan, done: frozenset[str]) -> None:
    if st.session_state.pop(f"{actions.PLACE}.changed", False):
        st.rerun()  # the plan above has changed
    talk = load.conversation_soon(goal_id, at_most_s=WAIT_S)
    _messages(goal_id, talk, plan)
    if talk.waiting:
        draw.show_writing(load.partials(goal_id, at_most_s=STREAM_S))
        st.session_state.pop(actions.FRESH, None)  # it has been read while it was written
        st.fragment(_wait, run_every=POLL_S)(goal_id)
    if talk.error:
        st.warning(f"{plain(talk.error)} Ask again.", icon=":material/warning:")
    notice.show(actions.PLACE)
    if not talk.waiting:
        _suggestions(goal_id, plan, done)
    st.chat_input(
        "Ask about today, a task, or what gets in the way",
        key=f"{KEY}.input",
        max_chars=MAX_QUESTION_CHARACTERS,
        disabled=talk.waiting,
        on_submit=_ask,
        args=(goal_id,),
    )
    memory.show(goal_id, talk.memories, messages=len(talk.messages), key=KEY)


def _ask(goal_id: str) -> None:
    """Ask what was typed, before the section is drawn again."""
    if text := st.session_state.get(f"{KEY}.input"):
        actions.ask(goal_id, str(text))


def _messages(goal_id: str, talk: Conversation, plan: Plan) -> None:
    if not talk.messages:
        st.caption(
            "The coach answers from this plan and says where its answer comes from. It can propose "
            "changes; nothing changes before you accept. It is no doctor and no therapist."
        )
    if talk.more:
        st.button("Show older messages", key=f"{KEY}.more", on_click=load.show_more)
    last = talk.messages[-1].message if talk.messages else None
    answered = last is not None and last.role is ChatRole.COACH
    fresh = answered and bool(st.session_state.pop(actions.FRESH, False))
    for rated in talk.messages:
        message = rated.message
        key = f"{KEY}.{message.id}"
        draw.show_message(
            message,
            plan,
            today=services.today(),
            fresh=fresh and message is last,
            key=key,
        )
        if message.role is ChatRole.COACH:
            rating.show(goal_id, rated, key=key)


def _wait(goal_id: str) -> None:
    """Say that the answer is on its way; once it is there, draw it."""
    if not load.conversation(goal_id).waiting:
        st.rerun()
    st.caption("The coach is writing. You can leave; the answer waits for you here.")


def _suggestions(goal_id: str, plan: Plan, done: frozenset[str]) -> None:
    questions = present.suggested_questions(plan, done=done, today=services.today())
    with st.container(horizontal=True, key=f"{KEY}.suggested"):
        for number, question in enumerate(questions):
            st.button(
                plain(question),
                key=f"{KEY}.suggest{number}",
                on_click=actions.ask,
                args=(goal_id, question),
            )
