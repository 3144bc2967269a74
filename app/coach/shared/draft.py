"""The draft of a new goal, which lives in the session until it is submitted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from core.goals.goal import Circumstances, Experience, Style
from core.ids import new_id

STATE = "goals.new"
ABOUT = f"{STATE}.about"
_SENT = f"{STATE}.sent"

ABOUT_FIELDS = (
    "experience",
    "hours_per_week",
    "constraints",
    "start_on",
    "confidence",
    "style",
    "weeks",
)


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
    _store_circumstances(circumstances)


def start_empty() -> None:
    """Begin a new draft. What the person wrote about themselves stays for their next goal."""
    st.session_state[f"{STATE}.id"] = new_id()
    st.session_state[f"{STATE}.text"] = ""
    st.session_state[f"{STATE}.rewrite"] = False


def mark_sent(draft: Draft) -> None:
    """Remember that a draft was submitted, so that the next visit begins with an empty form."""
    st.session_state[_SENT] = draft.id


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
        circumstances=read_circumstances(),
        reading=_read_slots(),
        insist=insist,
        asks=bool(st.session_state.get(f"{STATE}.asks", True)),
        rewrite=bool(st.session_state.get(f"{STATE}.rewrite")),
    )


def _store_circumstances(circumstances: Circumstances) -> None:
    values: Mapping[str, Any] = {
        "experience": circumstances.experience,
        "hours_per_week": _number_text(circumstances.hours_per_week),
        "constraints": "\n".join(circumstances.constraints),
        "start_on": circumstances.start_on,
        "confidence": circumstances.confidence,
        "style": circumstances.style,
        "weeks": circumstances.weeks,
    }
    for name in ABOUT_FIELDS:
        st.session_state[f"{ABOUT}.{name}"] = values[name]


def _number_text(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _plain_number(text: str | None) -> float | None:
    """Return a number that is written as one; "2 or 3" is left to the reader of slots."""
    try:
        return float((text or "").strip().replace(",", "."))
    except ValueError:
        return None


def _read_slots() -> dict[str, str]:
    """Return the hours as a slot to be read, if they are not written as one number."""
    hours = (st.session_state.get(f"{ABOUT}.hours_per_week") or "").strip()
    return {"hours": hours} if hours and _plain_number(hours) is None else {}


def read_circumstances() -> Circumstances:
    """Return what the form says about the person."""

    def value(name: str) -> Any:  # noqa: ANN401 - each field has its own type, known at the call
        return st.session_state.get(f"{ABOUT}.{name}")

    return Circumstances(
        experience=value("experience") or Experience.BEGINNER,
        hours_per_week=_plain_number(value("hours_per_week")),
        constraints=tuple(
            line for line in (value("constraints") or "").splitlines() if line.strip()
        ),
        start_on=value("start_on"),
        confidence=value("confidence"),
        style=value("style") or Style.BALANCED,
        weeks=value("weeks"),
    )
