"""The fields in which a person writes about themselves, as the session holds them."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.goals.goal import Circumstances, Experience, Style

ABOUT = "goals.new.about"

ABOUT_FIELDS = (
    "experience",
    "hours_per_week",
    "constraints",
    "start_on",
    "confidence",
    "style",
    "weeks",
)


def store(circumstances: Circumstances) -> None:
    """Put what is known about the person into the fields."""
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


def read_slots() -> dict[str, str]:
    """Return the hours as a slot to be read, if they are not written as one number."""
    hours = (st.session_state.get(f"{ABOUT}.hours_per_week") or "").strip()
    return {"hours": hours} if hours and _plain_number(hours) is None else {}


def read() -> Circumstances:
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
