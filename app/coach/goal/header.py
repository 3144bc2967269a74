"""The head of a goal's page: title, facts, score, and what can be done with the goal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import streamlit as st
from markupsafe import Markup

from app.coach import GOALS
from app.coach.goal import present
from app.ui import html
from app.ui.exports import remaining
from app.ui.html import EMPTY
from app.ui.text import plain
from core.usecases.goals.get_goal import GoalView, RunStatus


class Choice(StrEnum):
    """An action chosen by the person."""

    WRITE_AGAIN = "write_again"
    ARCHIVE = "archive"
    RESTORE = "restore"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """The goal as files, written on request."""

    markdown: Callable[[], str]
    json: Callable[[], str]
    pdf: Callable[[], bytes]


def show_title(view: GoalView, *, today: date) -> None:
    """Draw the title, the week of the plan and its dates."""
    st.title(plain(present.title_of(view)), anchor=False)
    finished = view.goal_finished_at is not None
    tags = [("sample", view.sample), ("finished", finished), ("archived", view.archived)]
    facts = [
        *(Markup('<span class="coach-tag">{}</span>').format(tag) for tag, holds in tags if holds),
        *present.header_facts(view, today=today),
    ]
    text = EMPTY
    if facts:
        text = Markup('<span class="coach-meta">{}</span>').format(Markup(" · ").join(facts))
    if text:
        html.draw(Markup('<div class="coach coach-head">{}</div>').format(text))


def show_actions(
    view: GoalView, *, key: str, exports: Exports, mine: bool, rates: bool
) -> Choice | None:
    """Draw what can be done with a goal whose run has ended. Return the person's choice.

    `rates` is True while the rating is what comes next.
    """
    if not mine:
        st.caption(
            "This is an example from the sample: look at all of it; it changes nothing of yours."
        )
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"{key}.actions"
    ):
        st.page_link(GOALS.path, label="All goals", icon=":material/arrow_back:")
        if rates:
            html.draw(
                Markup('<a class="coach-jump" href="#rating" target="_self">Rate this plan</a>'),
                width="content",
            )
        if view.clarified is not None:
            _exports(view, exports, key=key)
        return _changes(view, key=key) if mine else None


def _changes(view: GoalView, *, key: str) -> Choice | None:
    choice: Choice | None = None
    if view.status is not RunStatus.NEEDS_ANSWERS and st.button(
        "New goal from this", key=f"{key}.again", icon=":material/content_copy:", type="tertiary"
    ):
        choice = Choice.WRITE_AGAIN
    if view.archived:
        if st.button(
            "Bring back", key=f"{key}.restore", icon=":material/unarchive:", type="tertiary"
        ):
            choice = Choice.RESTORE
    elif st.button("Archive", key=f"{key}.archive", icon=":material/archive:", type="tertiary"):
        choice = Choice.ARCHIVE
    with st.popover("Delete", icon=":material/delete:", type="tertiary", key=f"{key}.delete"):
        st.markdown(
            "This deletes the goal with its resolution, plan, ticks, scores, ratings and trace. "
            "It cannot be undone. To put it out of sight only, archive it."
        )
        remaining.show(goal_id=view.goal_id)
        if st.button("Delete for good", key=f"{key}.delete.sure", type="primary"):
            choice = Choice.DELETE
    return choice


def _exports(view: GoalView, exports: Exports, *, key: str) -> None:
    name = f"rein-goal-{view.goal_id[-8:]}"
    with st.popover("Export", icon=":material/download:", type="tertiary", key=f"{key}.export"):
        files: list[tuple[str, Callable[[], str | bytes], str, str]] = [
            ("Markdown, to read", exports.markdown, "md", "text/markdown"),
            ("JSON, for programs", exports.json, "json", "application/json"),
        ]
        if view.plan is not None:
            files.insert(0, ("PDF, to print", exports.pdf, "pdf", "application/pdf"))
        for label, write, suffix, mime in files:
            st.download_button(
                label, write, f"{name}.{suffix}", mime, on_click="ignore", key=f"{key}.{suffix}"
            )
