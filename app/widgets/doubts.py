"""Calls that were under way when their worker stopped: what happened, and that it may have been paid for twice."""

from datetime import datetime

import streamlit as st

from app.widgets import formats, table
from app.widgets.run_progress import OFFLINE, STAGES
from app.widgets.table import Cell, Column
from app.widgets.text import markup
from core.llm.providers.offline import OfflineModel
from core.store.calls.in_doubt import InDoubtCall

_COLUMNS = (
    Column(title="Trace", mono=True),
    Column(title="Model"),
    Column(title="Step", wide=True),
    Column(title="Begun"),
    Column(title="Made again"),
    Column(title="May have cost", right=True),
)


def show(doubts: tuple[InDoubtCall, ...], *, now: datetime) -> None:
    """Draw what is to be said about each; nothing where there is none."""
    if doubts:
        said = "".join(
            f'<div class="each"><p>{markup(sentence(one, now=now))}</p>{_note(one, now=now)}</div>'
            for one in doubts
        )
        title = f"{formats.counted(len(doubts), 'call')} in doubt"
        st.html(f'<div class="rein-call warn" role="status"><b>{title}</b>{said}</div>')


def show_table(doubts: tuple[InDoubtCall, ...], *, now: datetime, key: str) -> str | None:
    """Draw them as a list that leads to their traces; returns where the person wants to go."""
    return table.show(
        _COLUMNS,
        tuple(_cells(one, now=now) for one in doubts),
        caption="Calls in doubt, newest first",
        key=key,
    )


def _cells(doubt: InDoubtCall, *, now: datetime) -> tuple[Cell, ...]:
    again = "no" if doubt.retried_at is None else formats.short_moment(doubt.retried_at, now=now)
    known = doubt.trace_id is not None
    return (
        Cell(
            text=formats.short_id(doubt.trace_id or ""),
            to=f"trace?id={doubt.trace_id}" if known else "",
        ),
        Cell(text=doubt.model),
        Cell(text=_step(doubt)),
        Cell(text=formats.short_moment(doubt.started_at, now=now)),
        Cell(text=again),
        Cell(
            text="unknown" if doubt.cost_usd is None else f"about {formats.money(doubt.cost_usd)}"
        ),
    )


def sentence(doubt: InDoubtCall, *, now: datetime) -> str:
    """Say what happened to one call."""
    return (
        f"One call to {doubt.model} was under way when its worker stopped. It may have been paid for; "
        f"{_again(doubt, now=now)}."
    )


def _again(doubt: InDoubtCall, *, now: datetime) -> str:
    if doubt.retried_at is None or doubt.retry_model is None:
        return "it was not made again"
    when = _at(doubt.retried_at, beside=doubt.started_at, now=now)
    if doubt.retry_model == OfflineModel.name:
        return f"the {OFFLINE} coach wrote this part instead {when}"
    if doubt.retry_model != doubt.model:
        return f"{doubt.retry_model} was asked instead {when}"
    return f"it was made again {when}"


def _at(moment: datetime, *, beside: datetime, now: datetime) -> str:
    """Return "at 14:03", with its day where that is another one than the call's."""
    local, first = moment.astimezone(), beside.astimezone()
    return (
        f"at {local:%H:%M}"
        if local.date() == first.date()
        else f"on {formats.short_moment(moment, now=now)}"
    )


def _step(doubt: InDoubtCall) -> str:
    return STAGES.get(doubt.stage or "", (doubt.purpose.capitalize(), ""))[0]


def _note(doubt: InDoubtCall, *, now: datetime) -> str:
    cost = (
        "What it may have cost is not known."
        if doubt.cost_usd is None
        else f"It may have cost about {formats.money(doubt.cost_usd)}, which the figures of this trace leave out."
    )
    begun = formats.short_moment(doubt.started_at, now=now)
    attempt = f", attempt {doubt.attempt}" if doubt.attempt > 1 else ""
    return f'<p class="rein-note">{markup(f"{_step(doubt)}{attempt}, begun {begun}. {cost}")}</p>'
