"""Draw how the week of each goal stands."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from app.coach.shared.progress_bar import progress_bar
from app.coach.today import present
from app.ui import html
from app.ui.html import join, multiline
from app.ui.text import plain
from core import formats
from core.usecases.plans.get_today import GoalToday, Today

GOALS = 4
"""Goals that are shown at once, if there are more than that."""


def show(today: Today, *, goal_page: str, key: str) -> None:
    """Draw how each goal's week stands, with a link to it: those of today first, the rest folded.

    A tick draws all of this again, so what is folded is not drawn.
    """
    first, more = first_goals(today)
    _cards(first, today, goal_page=goal_page, key=key, grid_key=f"{key}.goals")
    if more:
        label = formats.pluralize(len(more), "more goal")
        fold = st.expander(label, key=f"{key}.moregoals", on_change="rerun")
        if fold.open:
            with fold:
                _cards(more, today, goal_page=goal_page, key=key, grid_key=f"{key}.othergoals")


def _cards(
    goals: Sequence[GoalToday], today: Today, *, goal_page: str, key: str, grid_key: str
) -> None:
    grid = st.grid(columns=2, min_column_width=340, gap="medium", key=grid_key)
    for goal in goals:
        with grid, st.container(border=True, key=f"{key}.goal.{goal.goal_id}"):
            label = f"**{plain(goal.title)}**"
            st.page_link(goal_page, label=label, query_params={"id": goal.goal_id})
            html.draw(
                Markup('<div class="coach coach-card"><p class="coach-meta">{}</p>{}</div>').format(
                    present.goal_facts(goal, today.day), _week(goal)
                )
            )
            if goal.check_in:
                st.page_link(
                    goal_page,
                    label="Check in: 2 minutes",
                    icon=":material/event_available:",
                    query_params={"id": goal.goal_id},
                )


def _week(goal: GoalToday) -> Markup:
    parts = []
    if goal.total:
        text = f"{goal.done} of {formats.pluralize(goal.total, 'task')} done"
        parts.append(progress_bar(goal.done / goal.total, text))
    if goal.milestone is not None:
        parts.append(
            Markup(
                '<p class="coach-milestone"><b class="coach-flag"></b><span>{} '
                '<span class="coach-meta">by {}</span></span></p>'
            ).format(multiline(goal.milestone.title), formats.day(goal.milestone.due_on))
        )
    return join(parts)


def first_goals(today: Today) -> tuple[tuple[GoalToday, ...], tuple[GoalToday, ...]]:
    """Return the goals to show, those with something to do today first, and the others."""
    at = {one.goal_id: n for n, one in reversed(list(enumerate(today.tasks)))}
    if len(today.goals) <= GOALS:
        return today.goals, ()
    ordered = sorted(today.goals, key=lambda goal: at.get(goal.goal_id, len(today.tasks)))
    return tuple(ordered[:GOALS]), tuple(ordered[GOALS:])
