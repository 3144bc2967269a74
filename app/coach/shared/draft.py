"""The draft of a new goal, which lives in the session until it is submitted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from app.coach.shared import circumstances_fields
from core.goals.goal import Circumstances
from core.ids import new_id

STATE = "goals.new"
_SENT = f"{STATE}.sent"
_SENT_TEXT = f"{STATE}.sent_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the person wants to submit."""

    id: str
    """The same until the draft has been submitted."""
    text: str
    circumstances: Circumstances
    insist: bool = False
    """The person insists that the text is a goal, although the gate rejected it."""
    asks: bool = True
    """The person wants to be asked what is missing before the plan is written."""
    reading: Mapping[str, str] = field(default_factory=dict)
    """Slots of what is understood that the form sets, each as it was written."""
    rewrite: bool = False
    """The goal exists already, and the person wants a differently worded result."""


def prefill(text: str, circumstances: Circumstances, *, rewrite: bool = False) -> None:
    """Put a goal into the form, to be changed and submitted as a new one."""
    start_empty()
    st.session_state[f"{STATE}.rewrite"] = rewrite
    st.session_state[f"{STATE}.text"] = text
    circumstances_fields.store(circumstances)


def start_empty() -> None:
    """Begin a new draft. What the person wrote about themselves stays for their next goal."""
    st.session_state[f"{STATE}.id"] = new_id()
    st.session_state[f"{STATE}.text"] = ""
    st.session_state[f"{STATE}.rewrite"] = False


def mark_sent(draft: Draft) -> None:
    """Remember that a draft was submitted, so that the next visit begins with an empty form."""
    st.session_state[_SENT] = draft.id
    st.session_state[_SENT_TEXT] = draft.text


def sent_text() -> str:
    """Return the text that was submitted last in this session, or ""."""
    return str(st.session_state.get(_SENT_TEXT, ""))


def continue_or_start(*, clicked: bool) -> None:
    """Keep the draft, or begin a new one if there is none or it was submitted.

    The second click of a double click must find the draft it belongs to.
    """
    sent = st.session_state.get(_SENT)
    if f"{STATE}.id" not in st.session_state or (not clicked and sent == draft_id()):
        start_empty()


def draft_id() -> str:
    """Return the id of the draft."""
    return str(st.session_state[f"{STATE}.id"])


def fill(text: str) -> None:
    """Put text into the form."""
    st.session_state[f"{STATE}.text"] = text


def read(*, insist: bool) -> Draft:
    """Return the draft as the form holds it now."""
    return Draft(
        id=draft_id(),
        text=st.session_state[f"{STATE}.text"] or "",
        circumstances=circumstances_fields.read(),
        reading=circumstances_fields.read_slots(),
        insist=insist,
        asks=bool(st.session_state.get(f"{STATE}.asks", True)),
        rewrite=bool(st.session_state.get(f"{STATE}.rewrite")),
    )
