"""Open the week of the plan whose cell of the strip is chosen, by tap or by keyboard.

The cells are links, so Enter works and each has a name. One of them takes part in the order of Tab,
and the arrow keys go on from it: thirty-six stops before the plan would be in everybody's way.
"""

from pathlib import Path

import streamlit as st

from app.coach.goal.plan import week_strip
from app.coach.goal.plan.week_view import PlanView

_TAPS = st.components.v2.component(
    "week_taps",
    html="<span hidden></span>",
    js=Path(__file__).with_name("week_taps.js").read_text(encoding="utf-8"),
)


def listen(view: PlanView) -> None:
    """Listen to the cells of the strip, and show the week that was chosen last."""
    shown: int | None = st.session_state.get(_chosen(view.key))
    data = {
        "shown": shown,
        "turn": st.session_state.get(f"{_chosen(view.key)}.turn", 0),
        "place": _class_of(view, shown) if shown is not None else "",
    }
    key = f"{view.key}.taps"
    _TAPS(key=key, data=data, height=0, on_week_change=lambda: _taken(view, key))


def _taken(view: PlanView, key: str) -> None:
    number = st.session_state[key].get("week")
    if isinstance(number, int | float):
        open_week(view, int(number))


def open_week(view: PlanView, number: int) -> None:
    """Unfold a week with its phase. A number that the plan does not have opens nothing."""
    if not 1 <= number <= view.plan.total_weeks:
        return
    for n, (_phase, weeks) in enumerate(week_strip.phases_of(view.plan)):
        if any(week.number == number for week in weeks) and number != view.opened:
            st.session_state[f"{view.key}.phase{n}"] = True
            st.session_state[f"{view.key}.week{number}"] = True
    chosen = _chosen(view.key)
    st.session_state[chosen] = number
    st.session_state[f"{chosen}.turn"] = st.session_state.get(f"{chosen}.turn", 0) + 1


def _chosen(key: str) -> str:
    return f"{key}.chosen"


def _class_of(view: PlanView, number: int) -> str:
    """Return the class of the element in which a week is drawn."""
    key = f"{view.key}.now" if number == view.opened else f"{view.key}.week{number}"
    return "st-key-" + "".join(c if c.isalnum() or c in "-_" else "-" for c in key)
