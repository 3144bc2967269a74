"""The line a goal is written into, examples that fill it, and what we may know about the person."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from app.widgets import about_you, declined
from core.errors import GoalDeclined, InvalidInput
from core.goals.goal import Circumstances
from core.ids import new_id

EXAMPLES = (
    "Run 5 km without stopping by the end of March",
    "Save 2,000 € for a trip by December",
    "Hold a 10-minute conversation in Spanish in 6 months",
    "Sleep before 23:00 on weekdays",
    "Pass my statistics exam in 8 weeks",
)
ASK_FIRST = "Ask me what is missing first"
_STATE = "goals.new"
_SEND = f"{_STATE}.send"
_SENT = f"{_STATE}.sent"
_INSIST = f"{_STATE}.insist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the person wants to submit. `id` stays the same until it has been submitted."""

    id: str
    text: str
    circumstances: Circumstances
    insist: bool = False
    """The person says that it is a goal, although it was not taken for one."""
    asks: bool = True
    """The person wants to be asked what is missing before the plan is written."""
    rewrite: bool = False
    """It was written before, and the person wants it written again, in other words."""


def prefill(text: str, circumstances: Circumstances, *, rewrite: bool = False) -> None:
    """Put a goal into the form, to be changed and submitted as a new one; `rewrite` where it was written before."""
    start_afresh()
    st.session_state[f"{_STATE}.rewrite"] = rewrite
    st.session_state[f"{_STATE}.text"] = text
    about_you.remember(circumstances, key=f"{_STATE}.about")


def start_afresh() -> None:
    """Empty the line after a submission; what was said about the person stays for their next goal."""
    st.session_state[f"{_STATE}.id"] = new_id()
    st.session_state[f"{_STATE}.text"] = ""
    st.session_state[f"{_STATE}.rewrite"] = False


def mark_sent(draft: Draft) -> None:
    """Remember that this draft has become a goal, so that the next visit begins with an empty line."""
    st.session_state[_SENT] = draft.id


def ask(*, today: date, error: InvalidInput | None) -> Draft | None:
    """Draw the form. Returns what is submitted, on the run in which it is."""
    # The second click of a double click comes here again with its words: it must find the draft it belongs to.
    insist = bool(st.session_state.get(_INSIST))
    clicked = insist or bool(st.session_state.get(_SEND))
    if f"{_STATE}.id" not in st.session_state or (
        not clicked and st.session_state.get(_SENT) == _draft_id()
    ):
        start_afresh()
    with st.form("new_goal", border=False, enter_to_submit=True):
        st.text_area(
            "What do you want to reach?",
            key=f"{_STATE}.text",
            height=84,
            placeholder="In your own words, for example: I want to run a 5K by the end of Q1",
            persist_state="session",
        )
        if isinstance(error, GoalDeclined):
            declined.show(error)
        else:
            about_you.show_error(error, "text")
        about_you.ask(key=f"{_STATE}.about", today=today, error=error)
        _submit_buttons(error)
    if isinstance(error, GoalDeclined):
        declined.offer(error, key=f"{_STATE}.instead", on_take=_fill)
    _examples()
    if not clicked:
        return None
    return Draft(
        id=_draft_id(),
        text=st.session_state[f"{_STATE}.text"] or "",
        circumstances=about_you.read(key=f"{_STATE}.about"),
        insist=insist,
        asks=bool(st.session_state.get(f"{_STATE}.asks", True)),
        rewrite=bool(st.session_state.get(f"{_STATE}.rewrite")),
    )


def _submit_buttons(error: InvalidInput | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.form_submit_button("Make my plan", key=_SEND, type="primary")
        st.checkbox(
            ASK_FIRST,
            value=True,
            key=f"{_STATE}.asks",
            help="At most three short questions at a time; each can be skipped. Without, Rein assumes and says so.",
            persist_state="session",
        )
        if isinstance(error, GoalDeclined) and not error.final:
            st.form_submit_button("It is a goal, plan it all the same", key=_INSIST)


def _draft_id() -> str:
    return str(st.session_state[f"{_STATE}.id"])


def _examples() -> None:
    with st.container(horizontal=True, gap="small", key="goals.examples"):
        st.html('<span class="coach-meta">Or begin with one of these:</span>', width="content")
        for n, example in enumerate(EXAMPLES):
            st.button(
                example, key=f"goals.example{n}", type="tertiary", on_click=_fill, args=(example,)
            )


def _fill(example: str) -> None:
    st.session_state[f"{_STATE}.text"] = example
