"""One goal at a glance: what it is, how far it is, what comes next, and whether it is being worked on."""

from enum import StrEnum

import streamlit as st

from app.widgets import dates
from app.widgets.meter import meter
from app.widgets.text import markup, plain
from core.quality.verdict import status_of
from core.store.goals.read import GoalCard
from core.store.runs.values import RunStatus

STAGE_COUNT = 4
TITLE_CHARACTERS = 90

_RUN_WORDS = {
    RunStatus.QUEUED: ("waiting for a worker", "busy"),
    RunStatus.RUNNING: ("being written", "busy"),
    RunStatus.NEEDS_ANSWERS: ("waits for your answer", "weak"),
    RunStatus.FAILED: ("stopped, can be tried again", "failed"),
    RunStatus.CANCELLED: ("cancelled", "none"),
}


class Choice(StrEnum):
    """What the person asks for on a card."""

    RESTORE = "restore"


def title_of(card: GoalCard) -> str:
    """Return the resolution's title, else the person's own words, cut to a line."""
    title = card.title or " ".join(card.text.split())
    return title if len(title) <= TITLE_CHARACTERS else f"{title[: TITLE_CHARACTERS - 1].rstrip()}…"


def show(card: GoalCard, *, key: str, page: str) -> Choice | None:
    """Draw one card; its title is a link to the goal. Returns what was asked for on an archived one."""
    with st.container(border=True, key=f"{key}.{card.goal_id}"):
        st.page_link(page, label=f"**{plain(title_of(card))}**", query_params={"id": card.goal_id})
        st.html(f'<div class="coach coach-card">{_state(card)}{_progress(card)}{_next(card)}</div>')
        if card.archived and st.button("Bring back", key=f"{key}.{card.goal_id}.restore"):
            return Choice.RESTORE
    return None


def _state(card: GoalCard) -> str:
    parts = []
    if card.starts_on is not None and card.ends_on is not None:
        parts.append(dates.span(card.starts_on, card.ends_on))
    if card.overall is not None:
        parts.append(f"score {card.overall:.1f} of 10, {status_of(card.overall).lower()}")
    tags = '<span class="coach-tag coach-none">sample</span> ' if card.sample else ""
    if card.run_status in _RUN_WORDS:
        words, tone = _RUN_WORDS[card.run_status]
        if card.run_status is RunStatus.RUNNING:
            words += f", {card.stages_done} of {STAGE_COUNT} parts done"
        tags += f'<span class="coach-tag coach-{tone}">{words}</span> '
    return f'<p class="coach-meta">{tags}{" · ".join(parts)}</p>'


def _progress(card: GoalCard) -> str:
    if not card.tasks_total:
        return ""
    return meter(
        card.tasks_done / card.tasks_total, f"{card.tasks_done} of {card.tasks_total} tasks done"
    )


def _next(card: GoalCard) -> str:
    lines = []
    if card.next_task is not None:
        length = dates.minutes(card.next_task.minutes)
        lines.append(
            f'<dt>Next</dt><dd>{markup(card.next_task.title)} <span class="coach-meta">{length}</span></dd>'
        )
    if card.next_milestone is not None:
        due = dates.day(card.next_milestone.due_on)
        lines.append(
            f'<dt><b class="coach-flag"></b></dt><dd>{markup(card.next_milestone.title)} '
            f'<span class="coach-meta">by {due}</span></dd>'
        )
    return f'<dl class="coach-nextup">{"".join(lines)}</dl>' if lines else ""
