"""Rate one answer: four yes-no questions, each stored as soon as it is answered."""

from functools import partial

import streamlit as st

from app.coach.goal.chat import actions
from core.chat.rating import ANSWER_QUESTIONS, AnswerRating
from core.usecases.chat.list_messages import RatedMessage

_ANSWERS = {"Yes": True, "No": False}


def show(goal_id: str, rated: RatedMessage, *, key: str) -> None:
    """Draw the fold with the questions; it says whether the answer is rated."""
    label = "Rated" if rated.rating is not None else "Rate this answer"
    place = st.popover(label, type="tertiary", key=f"{key}.rate", on_change="rerun")
    if not place.open:
        return
    with place:
        for name, question in ANSWER_QUESTIONS.items():
            given = getattr(rated.rating, name) if rated.rating is not None else None
            st.segmented_control(
                question,
                tuple(_ANSWERS),
                default=None if given is None else ("Yes" if given else "No"),
                key=f"{key}.rate.{name}",
                on_change=partial(_save, goal_id, rated.message.id, key),
            )


def _save(goal_id: str, message_id: str, key: str) -> None:
    answers = {
        name: _ANSWERS.get(st.session_state.get(f"{key}.rate.{name}") or "")
        for name in ANSWER_QUESTIONS
    }
    actions.rate(goal_id, message_id, AnswerRating(**answers))
