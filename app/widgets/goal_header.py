"""The head of a goal's page: what it is, when, by whom, how good, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from app.widgets import dates, run_progress, scores
from app.widgets.text import markup, plain
from core.quality.verdict import ScoredBy
from core.store.goals.read import GoalView

TITLE_CHARACTERS = 120


class Choice(StrEnum):
    """What the person asks for."""

    WRITE_AGAIN = "write_again"
    ARCHIVE = "archive"
    RESTORE = "restore"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """The goal as files, written when they are asked for."""

    markdown: Callable[[], str]
    json: Callable[[], str]


def title_of(view: GoalView) -> str:
    """Return the resolution's title, else the person's own words on one line."""
    title = view.resolution.title if view.resolution is not None else " ".join(view.text.split())
    return title if len(title) <= TITLE_CHARACTERS else f"{title[: TITLE_CHARACTERS - 1].rstrip()}…"


def show_title(view: GoalView) -> None:
    """Draw title, dates, author and overall score."""
    st.title(plain(title_of(view)), anchor=False)
    facts = [] if not view.sample else ['<span class="coach-tag">sample</span>']
    if view.archived:
        facts.append('<span class="coach-tag">archived</span>')
    if view.clarified is not None:
        facts.append(dates.span(view.clarified.starts_on, view.clarified.deadline))
    if author := run_progress.author_of(view, "generate", with_reason=False):
        facts.append(
            f"written by {markup(author + run_progress.kept_of(view, 'generate', verb='written'))}"
        )
    if view.evaluation is not None and view.evaluation.scored_by is ScoredBy.LLM:
        facts.append(
            f"judged by {markup(run_progress.author_of(view, 'evaluate', with_reason=False) or 'a model')}"
        )
    said = f'<span class="coach-meta">{" · ".join(facts)}</span>' if facts else ""
    score = scores.overall_tag(view.evaluation) if view.evaluation is not None else ""
    if said or score:
        st.html(f'<div class="coach coach-head">{score}{said}</div>')


def show_actions(view: GoalView, *, key: str, exports: Exports, mine: bool) -> Choice | None:
    """Draw what can be done with a goal that is not being worked on. Returns the person's choice."""
    if not mine:
        st.caption(
            "This is an example from the sample: look at all of it; it changes nothing of yours."
        )
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"{key}.actions"
    ):
        if mine and view.resolution is not None:
            st.html(
                '<a class="coach-jump" href="#rating" target="_self">Rate this result</a>',
                width="content",
            )
        if view.clarified is not None:
            _exports(view, exports, key=key)
        return _changes(view, key=key) if mine else None


def _changes(view: GoalView, *, key: str) -> Choice | None:
    choice: Choice | None = None
    if st.button(
        "Edit and write again", key=f"{key}.again", icon=":material/edit:", type="tertiary"
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
        if st.button("Delete for good", key=f"{key}.delete.sure", type="primary"):
            choice = Choice.DELETE
    return choice


def _exports(view: GoalView, exports: Exports, *, key: str) -> None:
    name = f"rein-goal-{view.goal_id[-8:]}"
    with st.popover("Export", icon=":material/download:", type="tertiary", key=f"{key}.export"):
        st.download_button(
            "Markdown, to read",
            exports.markdown,
            f"{name}.md",
            "text/markdown",
            on_click="ignore",
            key=f"{key}.md",
        )
        st.download_button(
            "JSON, for programs",
            exports.json,
            f"{name}.json",
            "application/json",
            on_click="ignore",
            key=f"{key}.json",
        )
