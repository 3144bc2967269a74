"""Draw the export destinations and the deliveries they rejected, with what can be done."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import streamlit as st
from markupsafe import Markup

from app.operate.health import rejected_deliveries
from app.operate.health.export_state import ExportsView
from app.operate.shared import rows
from app.ui import html, page_text
from app.ui.html import multiline
from app.ui.labels import sink_name
from app.ui.text import plain
from app.ui.trace import export_lines
from core import formats
from core.usecases.exports.list_exports import RejectedDelivery

TRACE_PAGE = "review/trace/page.py"


class Verb(StrEnum):
    """What a person can decide."""

    RESUME = "resume"
    RETRY = "retry"
    RETRY_ALL = "retry_all"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A decision, and what it is about."""

    verb: Verb
    sink: str = ""
    row_id: int = 0


def show_sinks(view: ExportsView, *, key: str) -> Choice | None:
    """Draw one row per destination. Return the person's choice."""
    if not view.sinks:
        page_text.note("No export is set up: traces and ratings stay on this machine.")
        return None
    rows.show(tuple((line.name, (line.label, line.tone), line.why) for line in view.sinks))
    helpful = [line for line in view.sinks if line.button]
    if not helpful:
        return None
    with st.container(horizontal=True):
        pressed = [
            line for line in helpful if st.button(line.button, key=f"{key}.resume.{line.sink}")
        ]
    return Choice(verb=Verb.RESUME, sink=pressed[0].sink) if pressed else None


def show_rejected(view: ExportsView, *, now: datetime, key: str) -> Choice | None:
    """Draw rejected deliveries, newest first. Return the person's choice."""
    rejected = view.rejected
    if not rejected.rows:
        return None
    set_up = {line.sink for line in view.sinks if line.set_up}
    page_text.note(rejected_deliveries.count(rejected))
    choice: Choice | None = None
    if rejected.n > 1 and set_up and st.button(f"Retry all {rejected.n}", key=f"{key}.all"):
        choice = Choice(verb=Verb.RETRY_ALL)
    for one in rejected.rows:
        made = _show(one, now=now, key=f"{key}.{one.row_id}", set_up=one.sink in set_up)
        choice = made or choice
    return choice


def _show(one: RejectedDelivery, *, now: datetime, key: str, set_up: bool) -> Choice | None:
    html.draw(_card(one, now=now))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if one.traces or one.ratings:
            st.page_link(TRACE_PAGE, label="Open the trace", query_params={"id": one.trace_id})
        if set_up and st.button(
            "Retry", key=f"{key}.retry", type="tertiary", icon=":material/refresh:"
        ):
            return Choice(verb=Verb.RETRY, row_id=one.row_id)
        with st.popover("Discard", key=f"{key}.discard", type="tertiary", icon=":material/delete:"):
            st.markdown(plain(rejected_deliveries.discard_warning(one)))
            if st.button("Discard for good", key=f"{key}.discard.sure", type="primary"):
                return Choice(verb=Verb.DISCARD, row_id=one.row_id)
    return None


def _card(one: RejectedDelivery, *, now: datetime) -> Markup:
    goal = rejected_deliveries.goal_text(one)
    return Markup(
        '<section class="rein-refusal"><p><b>{sink}</b> refused {what}{of}<q>{goal}</q></p>'
        '<p class="rein-quote">{reason}</p>'
        '<p class="rein-note">{attempts}, queued {queued}.</p></section>'
    ).format(
        sink=sink_name(one.sink),
        what=export_lines.deliveries(one.traces, one.ratings, kind=one.kind),
        of=" of " if goal else "",
        goal=multiline(goal),
        reason=multiline(one.reason),
        attempts=formats.pluralize(one.attempts, "attempt"),
        queued=formats.moment(one.since, now=now),
    )
