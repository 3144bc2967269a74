"""The end of a goal: the retrospective form, then the result and the goals that may follow."""

from dataclasses import dataclass, replace

import streamlit as st
from markupsafe import Markup

from app.coach.goal.check_in import answer_view, present
from app.coach.goal.follow_up_goals import Start
from app.ui import html
from app.ui.html import join
from app.ui.text import plain
from core.goals.goal import Circumstances
from core.progress.check_in import MAX_NOTE_CHARACTERS, CheckIn, Retrospective
from core.usecases.check_ins.get_check_ins import CheckInsView


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A retrospective to be stored, with the number of the metric at the end."""

    retrospective: Retrospective
    value: float | None


def ask(view: CheckInsView, *, key: str) -> Ending | None:
    """Draw the retrospective. Return it once it is sent with a result."""
    with st.form(key, border=False, enter_to_submit=False):
        level = st.radio(
            "How far did you get?",
            sorted(view.levels, reverse=True),
            index=None,
            format_func=lambda each: plain(view.levels[each]),
            key=f"{key}.level",
        )
        value = st.number_input(present.number_label(view), value=None, key=f"{key}.value")
        helped = st.text_input(
            "What helped? (optional)", key=f"{key}.helped", max_chars=MAX_NOTE_CHARACTERS
        )
        to_keep = st.text_input(
            "What do you keep? (optional)", key=f"{key}.to_keep", max_chars=MAX_NOTE_CHARACTERS
        )
        sent = st.form_submit_button("Finish this goal", type="primary", key=f"{key}.send")
    if not sent:
        return None
    if level is None:
        st.warning("Choose how far you got first. Nothing was sent yet.", icon=":material/flag:")
        return None
    return Ending(
        retrospective=Retrospective(attainment=level, helped=helped, to_keep=to_keep), value=value
    )


def show_result(
    view: CheckInsView, final: CheckIn, circumstances: Circumstances, *, key: str
) -> Start | None:
    """Draw the result of a finished goal. Return the goal that the person starts next."""
    if final.retrospective is not None and final.answer.urgent:
        level = view.levels[final.retrospective.attainment]
        html.draw(Markup('<p class="coach coach-lead">{}</p>').format(level))
    answer_view.show(final)
    if not view.next_goals:
        return None
    rows = join(
        Markup("<li>{}: <b>{}</b></li>").format(each.label, each.text) for each in view.next_goals
    )
    html.draw(
        Markup(
            '<div class="coach"><h3>Your next goal?</h3><ul class="coach-list">{}</ul>'
            '<p class="coach-meta">A button fills the line on your goals, for you to look at; '
            "nothing is sent yet.</p></div>"
        ).format(rows)
    )
    chosen = None
    with st.container(horizontal=True, gap="small", key=f"{key}.next"):
        for n, following in enumerate(view.next_goals):
            if st.button(plain(following.label), key=f"{key}.next{n}", icon=":material/add:"):
                chosen = following
    fresh = replace(circumstances, start_on=None)
    return None if chosen is None else Start(text=chosen.text, circumstances=fresh)
