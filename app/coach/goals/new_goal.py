"""The form for a new goal, with examples that fill it."""

from calendar import month_name
from datetime import date

import streamlit as st
from markupsafe import Markup

from app.coach.goals import about_you, goal_declined
from app.coach.shared import draft
from app.coach.shared.draft import STATE, Draft
from app.ui import html
from core.errors import GoalDeclined, InvalidInput

_MONTHS_TO_RUN, _MONTHS_TO_SAVE = 4, 9
"""How far the dates of examples lie ahead, so that each makes a plan on any day."""
ASK_FIRST = "Show me what you understood first"
_SEND = f"{STATE}.send"
_INSIST = f"{STATE}.insist"


def examples(today: date) -> tuple[str, ...]:
    """Return goals to tap, with months that lie well ahead of a day."""
    return (
        f"Run 5 km without stopping by the end of {_month(today, _MONTHS_TO_RUN)}",
        f"Save 2,000 € for a trip by {_month(today, _MONTHS_TO_SAVE)}",
        "Hold a 10-minute conversation in Spanish in 6 months",
        "Sleep before 23:00 on weekdays",
        "Pass my statistics exam in 8 weeks",
    )


def _month(today: date, ahead: int) -> str:
    return month_name[(today.month - 1 + ahead) % 12 + 1]


def ask(*, today: date, error: InvalidInput | None) -> Draft | None:
    """Draw the form. Return the draft on the run in which it is submitted."""
    insist = bool(st.session_state.get(_INSIST))
    clicked = insist or bool(st.session_state.get(_SEND))
    draft.continue_or_start(clicked=clicked)
    with st.form("new_goal", border=False, enter_to_submit=True):
        st.text_area(
            "What do you want to reach?",
            key=f"{STATE}.text",
            height=84,
            placeholder="In your own words, for example: I want to run a 5K by the end of "
            f"{_month(today, _MONTHS_TO_RUN)}",
            persist_state="session",
        )
        if isinstance(error, GoalDeclined):
            goal_declined.show(error)
        else:
            about_you.show_error(error, "text")
        about_you.ask(today=today, error=error)
        _submit_buttons()
    if isinstance(error, GoalDeclined):
        goal_declined.offer(error, insist=_INSIST, on_take=draft.fill, key=STATE)
    _examples(today)
    return draft.read(insist=insist) if clicked else None


def _submit_buttons() -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.form_submit_button("Make my plan", key=_SEND, type="primary")
        st.checkbox(
            ASK_FIRST,
            value=True,
            key=f"{STATE}.asks",
            help="One page before the plan: what Rein understood, to correct, and at most three "
            "questions, which you can skip. Without, Rein assumes and says so.",
            persist_state="session",
        )


def _examples(today: date) -> None:
    with st.container(horizontal=True, gap="small", key="goals.examples"):
        html.draw(
            Markup('<span class="coach-meta">Or begin with one of these:</span>'), width="content"
        )
        for n, example in enumerate(examples(today)):
            key = f"goals.example{n}"
            st.button(example, key=key, type="tertiary", on_click=draft.fill, args=(example,))
