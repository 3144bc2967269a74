"""The optional fields about the person, which make the plan fit."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import streamlit as st

from app.coach.shared.circumstances_fields import ABOUT, ABOUT_FIELDS
from app.ui.text import plain
from core.errors import InvalidInput
from core.goals.goal import Experience, Style

HOURS_SLOT = "reading.hours"
"""Name of the hours in an error, if they were written in words."""
_EXPERIENCE = {
    Experience.BEGINNER: "New to it",
    Experience.INTERMEDIATE: "Some experience",
    Experience.ADVANCED: "Experienced",
}
_STYLE = {Style.CONSERVATIVE: "Gentle", Style.BALANCED: "Balanced", Style.AGGRESSIVE: "Ambitious"}


def ask(*, today: date, error: InvalidInput | None) -> None:
    """Draw the fields. An error is shown under the field it is about."""
    with st.expander(
        "About you (optional, makes the plan fit)",
        expanded=error is not None and error.field in {*ABOUT_FIELDS, HOURS_SLOT},
    ):
        left, right = st.columns(2, gap="medium")
        with left:
            _ask_start(today=today, error=error)
        with right:
            _ask_pace(error=error)
        st.text_area(
            "What must the plan respect? One thing a line",
            key=f"{ABOUT}.constraints",
            height=84,
            placeholder="No gym nearby\nOnly before work",
        )
        show_error(error, "constraints")


def _ask_start(*, today: date, error: InvalidInput | None) -> None:
    _choice("How far are you already?", _EXPERIENCE, Experience.BEGINNER, name="experience")
    st.text_input(
        "Hours you can give each week",
        key=f"{ABOUT}.hours_per_week",
        placeholder="3, 2 or 3, half an hour a day; empty: we assume and say so",
    )
    show_error(error, "hours_per_week")
    show_error(error, HOURS_SLOT)
    st.date_input(
        "Start on",
        value=_default("start_on", None),
        key=f"{ABOUT}.start_on",
        format="YYYY-MM-DD",
        min_value=date(today.year - 2, 1, 1),
        max_value=date(today.year + 3, 12, 31),
        help="Empty means today.",
    )
    show_error(error, "start_on")


def _ask_pace(*, error: InvalidInput | None) -> None:
    _choice("Pace", _STYLE, Style.BALANCED, name="style")
    label = "How sure are you that you can do this? (0 to 10)"
    _number(label, "Below 7, the first steps get smaller", name="confidence", whole=True)
    show_error(error, "confidence")
    hint = "Taken from your words if you named a date"
    _number("Length in weeks", hint, name="weeks", whole=True)
    show_error(error, "weeks")


def _choice(label: str, names: Mapping[Any, str], default: StrEnum, *, name: str) -> None:
    st.segmented_control(
        label,
        tuple(names),
        format_func=names.__getitem__,
        default=_default(name, default),
        key=f"{ABOUT}.{name}",
    )


def _number(label: str, hint: str, *, name: str, whole: bool = False) -> None:
    """Draw a number without limits: an invalid one stays, with an error message."""
    value, key = _default(name, None), f"{ABOUT}.{name}"
    if whole:
        st.number_input(label, value=value, step=1, key=key, placeholder=hint)
    else:
        st.number_input(label, value=value, step=0.5, format="%g", key=key, placeholder=hint)


def _default(name: str, value: Any) -> Any:  # noqa: ANN401 - each field has its own type
    """Return the default of a field, or None if its state is set: Streamlit warns about both."""
    return None if f"{ABOUT}.{name}" in st.session_state else value


def show_error(error: InvalidInput | None, field: str) -> None:
    """Draw the error if it is about this field."""
    if error is not None and error.field == field:
        st.error(f"{plain(error.message)} {plain(error.advice)}".strip(), icon=":material/error:")
