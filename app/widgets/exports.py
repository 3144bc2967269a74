"""The export on the Health page: how each place stands, and what it refused, with what can be done about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import streamlit as st

from app.widgets import export_lines, formats, frame, rows
from app.widgets.text import markup, plain
from app.widgets.words import Tone
from core.store.exports.read import RejectedDeliveries, RejectedDelivery

TRACE_PAGE = "review/trace.py"
_LONG = 160


class Verb(StrEnum):
    """What a person can decide."""

    RESUME = "resume"
    RETRY = "retry"
    RETRY_ALL = "retry_all"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the person has decided, and on what."""

    verb: Verb
    sink: str = ""
    row_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SinkLine:
    """One place on the Health page; `button` is what may be done about it, empty where nothing helps."""

    sink: str
    name: str
    word: str
    tone: Tone
    why: str
    button: str = ""
    set_up: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsView:
    """The export as the Health page shows it."""

    sinks: tuple[SinkLine, ...]
    refusals: RejectedDeliveries


def show_sinks(view: ExportsView, *, key: str) -> Choice | None:
    """Draw one row for each place. Returns the person's choice."""
    if not view.sinks:
        frame.note("No export is set up: traces and ratings stay on this machine.")
        return None
    rows.show(tuple((line.name, (line.word, line.tone), line.why) for line in view.sinks))
    helpful = [line for line in view.sinks if line.button]
    if not helpful:
        return None
    with st.container(horizontal=True):
        pressed = [
            line for line in helpful if st.button(line.button, key=f"{key}.resume.{line.sink}")
        ]
    return Choice(verb=Verb.RESUME, sink=pressed[0].sink) if pressed else None


def show_refusals(view: ExportsView, *, now: datetime, key: str) -> Choice | None:
    """Draw what waits for a decision, newest first; nothing where nothing does. Returns the person's choice."""
    refusals = view.refusals
    if not refusals.rows:
        return None
    set_up = {line.sink for line in view.sinks if line.set_up}
    frame.note(_counted(refusals))
    choice: Choice | None = None
    if refusals.n > 1 and set_up and st.button(f"Retry all {refusals.n}", key=f"{key}.all"):
        choice = Choice(verb=Verb.RETRY_ALL)
    for refusal in refusals.rows:
        choice = (
            _show(refusal, now=now, key=f"{key}.{refusal.row_id}", set_up=refusal.sink in set_up)
            or choice
        )
    return choice


def _counted(refusals: RejectedDeliveries) -> str:
    left = refusals.n - len(refusals.rows)
    more = (
        f" The newest {len(refusals.rows)} are shown; the others move up as these are decided."
        if left
        else ""
    )
    return f"{formats.counted(refusals.n, 'refusal waits', 'refusals wait')} for a decision.{more}"


def _show(refusal: RejectedDelivery, *, now: datetime, key: str, set_up: bool) -> Choice | None:
    st.html(_card(refusal, now=now))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(TRACE_PAGE, label="Open the trace", query_params={"id": refusal.trace_id})
        if set_up and st.button(
            "Retry", key=f"{key}.retry", type="tertiary", icon=":material/refresh:"
        ):
            return Choice(verb=Verb.RETRY, row_id=refusal.row_id)
        with st.popover("Discard", key=f"{key}.discard", type="tertiary", icon=":material/delete:"):
            st.markdown(plain(_consequence(refusal)))
            if st.button("Discard for good", key=f"{key}.discard.sure", type="primary"):
                return Choice(verb=Verb.DISCARD, row_id=refusal.row_id)
    return None


def _card(refusal: RejectedDelivery, *, now: datetime) -> str:
    name, what = (
        export_lines.sink_name(refusal.sink),
        export_lines.parts(refusal.traces, refusal.ratings),
    )
    goal = refusal.goal_text or ""
    goal = goal if len(goal) <= _LONG else f"{goal[: _LONG - 1]}…"
    tried = formats.counted(refusal.attempts, "attempt")
    return (
        f'<section class="rein-refusal"><p><b>{markup(name)}</b> refused {markup(what)}'
        f"{' of ' if goal else ''}<q>{markup(goal)}</q></p>"
        f'<p class="rein-quote">{markup(refusal.reason)}</p>'
        f'<p class="rein-note">{tried}, queued {formats.moment(refusal.since, now=now)}.</p></section>'
    )


def _consequence(refusal: RejectedDelivery) -> str:
    name, what = (
        export_lines.sink_name(refusal.sink),
        export_lines.parts(refusal.traces, refusal.ratings),
    )
    return (
        f"{name} will never get {what}. Nothing is lost in Rein, and the trace goes on saying that it was refused. "
        "This cannot be undone."
    )
