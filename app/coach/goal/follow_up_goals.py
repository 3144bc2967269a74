"""Goals that could be started next: the others of the same text, and a full-length one."""

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from app.ui import html
from app.ui.text import capital, plain
from core.goals.goal import Circumstances
from core.usecases.goals.find_follow_up_goals import FullLengthGoal, MultipleGoals


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A goal to put into the form of the Goals page."""

    text: str
    circumstances: Circumstances


def show(
    others: MultipleGoals | None,
    full_length: FullLengthGoal | None,
    *,
    circumstances: Circumstances,
    key: str,
) -> Start | None:
    """Draw a button for each goal. Return the chosen one."""
    chosen = _show_full_length(full_length, key=key) if full_length is not None else None
    if others is not None:
        chosen = _show_others(others, circumstances, key=key) or chosen
    return chosen


def _show_full_length(goal: FullLengthGoal, *, key: str) -> Start | None:
    note = ""
    if goal.first_year_only:
        note = " A plan covers a year at a time, so its first year would be planned."
    html.draw(
        Markup(
            '<div class="coach"><h3>You have two choices</h3><p>Keep this plan, which goes as far '
            "as is possible by then; or go for {}.{} The second one fills the line on your goals, "
            "for you to look at; nothing is sent yet.</p></div>"
        ).format(goal.label, note)
    )
    with st.container(key=f"{key}.choices"):
        label, icon = plain(capital(goal.label)), ":material/event_upcoming:"
        if st.button(label, key=f"{key}.whole", icon=icon):
            return Start(text=goal.text, circumstances=goal.circumstances)
    return None


def _show_others(goals: MultipleGoals, circumstances: Circumstances, *, key: str) -> Start | None:
    chosen = None
    html.draw(
        Markup(
            '<div class="coach"><h3>You named several goals</h3><p>This plan is for “{}”. '
            "One at a time works best; when you are ready for another, begin here:</p></div>"
        ).format(goals.planned)
    )
    with st.container(horizontal=True, gap="small", key=f"{key}.others"):
        for n, other in enumerate(goals.others):
            if st.button(plain(capital(other)), key=f"{key}.other{n}", icon=":material/add:"):
                chosen = Start(text=other, circumstances=circumstances)
    return chosen
