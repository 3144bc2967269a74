"""About you: what a plan depends on besides the goal. Everything may be left as it is."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import streamlit as st

from app.widgets.text import plain
from core.errors import InvalidInput
from core.goals.goal import Circumstances, Experience, Style

FIELDS = ("experience", "hours_per_week", "constraints", "start_on", "confidence", "style", "weeks")

_EXPERIENCE = {
    Experience.BEGINNER: "New to it",
    Experience.INTERMEDIATE: "Some experience",
    Experience.ADVANCED: "Experienced",
}
_STYLE = {Style.CONSERVATIVE: "Gentle", Style.BALANCED: "Balanced", Style.AGGRESSIVE: "Ambitious"}


def remember(circumstances: Circumstances, *, key: str) -> None:
    """Put circumstances into the form, so that a goal can be written again without typing them twice."""
    values: Mapping[str, Any] = {
        "experience": circumstances.experience,
        "hours_per_week": circumstances.hours_per_week,
        "constraints": "\n".join(circumstances.constraints),
        "start_on": circumstances.start_on,
        "confidence": circumstances.confidence,
        "style": circumstances.style,
        "weeks": circumstances.weeks,
    }
    for name in FIELDS:
        st.session_state[f"{key}.{name}"] = values[name]


def read(*, key: str) -> Circumstances:
    """Return what the form holds now."""

    def held(name: str) -> Any:  # noqa: ANN401 - each widget has its own type, known at the call
        return st.session_state.get(f"{key}.{name}")

    return Circumstances(
        experience=held("experience") or Experience.BEGINNER,
        hours_per_week=held("hours_per_week"),
        constraints=tuple(
            line for line in (held("constraints") or "").splitlines() if line.strip()
        ),
        start_on=held("start_on"),
        confidence=held("confidence"),
        style=held("style") or Style.BALANCED,
        weeks=held("weeks"),
    )


def ask(*, key: str, today: date, error: InvalidInput | None) -> None:
    """Draw the fields; `read` returns what they hold. An error stands under the field it is about."""
    with st.expander(
        "About you (optional, makes the plan fit)",
        expanded=error is not None and error.field in FIELDS,
    ):
        left, right = st.columns(2, gap="medium")
        with left:
            _choice(
                "How far are you already?",
                _EXPERIENCE,
                Experience.BEGINNER,
                name=f"{key}.experience",
            )
            _number(
                "Hours you can give each week",
                "We assume a usual amount and say so",
                name=f"{key}.hours_per_week",
            )
            show_error(error, "hours_per_week")
            st.date_input(
                "Start on",
                value=_default(f"{key}.start_on", None),
                key=f"{key}.start_on",
                format="YYYY-MM-DD",
                min_value=date(today.year - 2, 1, 1),
                max_value=date(today.year + 3, 12, 31),
                help="Empty means today.",
            )
            show_error(error, "start_on")
        with right:
            _choice("Pace", _STYLE, Style.BALANCED, name=f"{key}.style")
            sure = "How sure are you that you can do this? (0 to 10)"
            _number(
                sure, "Below 7, the first steps get smaller", name=f"{key}.confidence", whole=True
            )
            show_error(error, "confidence")
            _number(
                "Length in weeks",
                "Taken from your words if you named a date",
                name=f"{key}.weeks",
                whole=True,
            )
            show_error(error, "weeks")
        st.text_area(
            "What must the plan respect? One thing a line",
            key=f"{key}.constraints",
            height=84,
            placeholder="No gym nearby\nOnly before work",
        )
        show_error(error, "constraints")


def _choice(label: str, names: Mapping[Any, str], default: StrEnum, *, name: str) -> None:
    chosen = _default(name, default)
    st.segmented_control(
        label, tuple(names), format_func=names.__getitem__, default=chosen, key=name
    )


def _number(label: str, hint: str, *, name: str, whole: bool = False) -> None:
    """Draw a number without bounds: what cannot be used is answered in words, and kept to be mended."""
    value = _default(name, None)
    if whole:
        st.number_input(label, value=value, step=1, key=name, placeholder=hint)
    else:
        st.number_input(label, value=value, step=0.5, format="%g", key=name, placeholder=hint)


def _default(name: str, value: Any) -> Any:  # noqa: ANN401 - each widget has its own type
    """Return the default of a widget, unless its state is set already: Streamlit warns where both are given."""
    return None if name in st.session_state else value


def show_error(error: InvalidInput | None, field: str) -> None:
    """Draw the error under its field, and nothing under the others."""
    if error is not None and error.field == field:
        st.error(f"{plain(error.message)} {plain(error.advice)}".strip(), icon=":material/error:")
