"""Draw the cards of goals, and what a person sees before their first goal."""

from enum import StrEnum

import streamlit as st
from markupsafe import Markup

from app.coach.goals import present
from app.coach.shared.progress_bar import progress_bar
from app.ui import html
from app.ui.html import EMPTY, join, multiline
from app.ui.text import plain
from core import formats
from core.usecases.goals.list_goals import GoalCard


class Choice(StrEnum):
    """An action chosen on a card."""

    RESTORE = "restore"


def show_card(card: GoalCard, *, key: str, page: str) -> Choice | None:
    """Draw a card whose title links to the goal. Return what the person asks for."""
    with st.container(border=True, key=f"{key}.{card.goal_id}"):
        title = f"**{plain(present.title_of(card))}**"
        st.page_link(page, label=title, query_params={"id": card.goal_id})
        html.draw(
            Markup('<div class="coach coach-card">{}{}{}</div>').format(
                _state(card), _progress(card), _next(card)
            )
        )
        if card.archived and st.button("Bring back", key=f"{key}.{card.goal_id}.restore"):
            return Choice.RESTORE
    return None


def _state(card: GoalCard) -> Markup:
    tags = join(
        Markup('<span class="coach-tag coach-{}">{}</span> ').format(tag.tone, tag.text)
        for tag in present.tags(card)
    )
    return Markup('<p class="coach-meta">{}{}</p>').format(tags, present.facts(card))


def _progress(card: GoalCard) -> Markup:
    if not card.tasks_total:
        return EMPTY
    text = f"{card.tasks_done} of {card.tasks_total} tasks done"
    return progress_bar(card.tasks_done / card.tasks_total, text)


def _next(card: GoalCard) -> Markup:
    rows = []
    if card.next_task is not None:
        rows.append(
            Markup('<dt>Next</dt><dd>{} <span class="coach-meta">{}</span></dd>').format(
                multiline(card.next_task.title), formats.minutes(card.next_task.minutes)
            )
        )
    if card.next_milestone is not None:
        rows.append(
            Markup(
                '<dt><b class="coach-flag"></b></dt><dd>{} '
                '<span class="coach-meta">by {}</span></dd>'
            ).format(multiline(card.next_milestone.title), formats.day(card.next_milestone.due_on))
        )
    return Markup('<dl class="coach-nextup">{}</dl>').format(join(rows)) if rows else EMPTY


def show_welcome(example: GoalCard | None, *, page: str) -> None:
    """Draw what happens with a goal, and an example if the sample is loaded."""
    html.draw(
        Markup(
            '<div class="coach coach-welcome"><h2>What happens with a goal</h2><ol>'
            "<li><b>You write it in your own words.</b> Rein says back what it understood and "
            "what it had to assume.</li>"
            "<li><b>You get a resolution and a dated plan</b> that fits your hours, with an "
            "if-then for the hard days.</li>"
            "<li><b>You see how it was made:</b> who wrote each part, how it scores and why, and "
            "you rate it.</li></ol></div>"
        )
    )
    if example is None:
        st.caption(
            "Tap an example above if you only want to see what comes out; a goal can be deleted "
            "again."
        )
        return
    with st.container(border=True, key="goals.welcome.example"):
        html.draw(
            Markup(
                '<div class="coach coach-card"><p class="coach-meta">'
                '<span class="coach-tag">sample</span> made up for you to look at · {}</p>'
                "<p><b>{}</b></p></div>"
            ).format(present.score(example.overall or 0.0), present.title_of(example))
        )
        st.page_link(
            page,
            label="Open this example",
            icon=":material/arrow_forward:",
            query_params={"id": example.goal_id},
        )
