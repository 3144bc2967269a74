"""A run in progress: its stages, how long they take, and what to do if one fails."""

from datetime import datetime
from enum import StrEnum

import streamlit as st
from markupsafe import Markup

from app.coach.goal.run import takeover
from app.coach.goal.run.stage_lines import StageLine, stage_lines
from app.ui import html
from app.ui.html import join
from app.ui.text import plain
from core.usecases.goals.get_goal import GoalView, RunStatus

TRACE_PAGE = "review/trace/page.py"


class Choice(StrEnum):
    """An action chosen by the person."""

    CANCEL = "cancel"
    RETRY = "retry"


def show(view: GoalView, *, now: datetime, key: str) -> Choice | None:
    """Draw the stages and what can be done now. Return the person's choice."""
    rows = join(_row(line) for line in stage_lines(view, now=now))
    html.draw(Markup('<ol class="coach coach-stages" aria-label="Progress">{}</ol>').format(rows))
    if view.status in {RunStatus.QUEUED, RunStatus.RUNNING}:
        return _while_running(view, key=key)
    if view.status is RunStatus.FAILED:
        return _failed(view, key=key)
    if view.status is RunStatus.CANCELLED:
        text = "You cancelled this run. What was finished before is below."
        st.info(text, icon=":material/pause_circle:")
        again = st.button("Start again", type="primary", key=f"{key}.retry")
        return Choice.RETRY if again else None
    return None


def _row(line: StageLine) -> Markup:
    return Markup(
        '<li class="coach-{}"><i aria-hidden="true"></i><div><b>{}</b>'
        '<span class="coach-meta">{}</span></div><span class="coach-time">{}</span></li>'
    ).format(line.pace.value, line.title, line.text, line.state)


def _while_running(view: GoalView, *, key: str) -> Choice | None:
    if view.cancel_requested:
        st.caption("Stopping after this step. Finished stages are saved.")
        return None
    wait = "It starts as soon as a worker is free. " if view.status is RunStatus.QUEUED else ""
    st.caption(f"{wait}You can leave; your plan will be here when you come back.")
    cancel = st.button("Cancel", key=f"{key}.cancel", icon=":material/close:")
    return Choice.CANCEL if cancel else None


def _failed(view: GoalView, *, key: str) -> Choice | None:
    why = plain(view.error or "The reason was not recorded.")
    advice = plain(view.error_advice or "Try again; finished stages are not done twice.")
    st.error(
        f"**This run stopped before it was finished.** {why}  \n{advice}", icon=":material/error:"
    )
    if view.trace_id is not None:
        st.caption(f"If you ask for help, name this trace: `{view.trace_id}`")
    return Choice.RETRY if st.button("Try again", type="primary", key=f"{key}.retry") else None


def show_takeover(view: GoalView, *, now: datetime, full_page: bool) -> None:
    """Draw that another worker continued the run, if so. `full_page` adds a link to the trace."""
    text = takeover.describe(view, now=now)
    if not text:
        return
    in_doubt = ""
    if view.takeover is not None:
        in_doubt = takeover.in_doubt_note(view.takeover, full_page=full_page)
    st.info(f"{text} {in_doubt}".strip(), icon=":material/published_with_changes:")
    if in_doubt and full_page:
        st.page_link(
            TRACE_PAGE, label="See the call in the trace", query_params={"id": view.trace_id or ""}
        )
