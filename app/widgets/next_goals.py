"""What else could be started: the other goals of the same text, and the whole wish where it takes longer."""

from dataclasses import dataclass

import streamlit as st

from app.widgets.text import capital, markup, plain
from core.goals.goal import Circumstances
from core.offline.reading.multiple_goals import MultipleGoals
from core.offline.writing.full_length_goal import FullLengthGoal


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A goal to write into the line; nothing is submitted by it."""

    text: str
    circumstances: Circumstances


def show(
    several: MultipleGoals | None,
    whole: FullLengthGoal | None,
    *,
    circumstances: Circumstances,
    key: str,
) -> Start | None:
    """Draw a button for each. Returns the one that was taken."""
    chosen = _show_whole(whole, key=key) if whole is not None else None
    if several is not None:
        chosen = _show_others(several, circumstances, key=key) or chosen
    return chosen


def _show_whole(whole: FullLengthGoal, *, key: str) -> Start | None:
    note = (
        " A plan covers a year at a time, so its first year would be planned."
        if whole.first_year_only
        else ""
    )
    st.html(
        '<div class="coach"><h4>You have two choices</h4><p>Keep this plan, which goes as far as is possible by then; '
        f"or go for {markup(whole.label)}.{note} The second one fills the line on your goals, for you to look at; "
        "nothing is sent yet.</p></div>"
    )
    with st.container(key=f"{key}.choices"):
        if st.button(
            f"{plain(capital(whole.label))}", key=f"{key}.whole", icon=":material/event_upcoming:"
        ):
            return Start(text=whole.text, circumstances=whole.circumstances)
    return None


def _show_others(several: MultipleGoals, circumstances: Circumstances, *, key: str) -> Start | None:
    chosen = None
    st.html(
        f'<div class="coach"><h4>You named several goals</h4><p>This plan is for “{markup(several.planned)}”. '
        "One at a time works best; when you are ready for another, begin here:</p></div>"
    )
    with st.container(horizontal=True, gap="small", key=f"{key}.others"):
        for n, other in enumerate(several.others):
            if st.button(plain(capital(other)), key=f"{key}.other{n}", icon=":material/add:"):
                chosen = Start(text=other, circumstances=circumstances)
    return chosen
