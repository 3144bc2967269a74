"""Calls that were under way when their worker stopped: what happened, and that it may have been paid for twice."""

from datetime import datetime

import streamlit as st

from app.widgets import formats
from app.widgets.run_progress import OFFLINE, STAGES
from app.widgets.text import markup
from core.llm.offline import OfflineModel
from core.read.doubts import Doubt


def show(doubts: tuple[Doubt, ...], *, now: datetime) -> None:
    """Draw what is to be said about each; nothing where there is none."""
    if doubts:
        said = "".join(
            f'<div class="each"><p>{markup(sentence(one, now=now))}</p>{_note(one, now=now)}</div>' for one in doubts
        )
        title = f"{formats.counted(len(doubts), 'call')} in doubt"
        st.html(f'<div class="rein-call warn" role="status"><b>{title}</b>{said}</div>')


def sentence(doubt: Doubt, *, now: datetime) -> str:
    """Say what happened to one call."""
    return (
        f"One call to {doubt.model} was under way when its worker stopped. It may have been paid for; "
        f"{_again(doubt, now=now)}."
    )


def _again(doubt: Doubt, *, now: datetime) -> str:
    if doubt.again_at is None or doubt.again_model is None:
        return "it was not made again"
    when = _at(doubt.again_at, beside=doubt.started_at, now=now)
    if doubt.again_model == OfflineModel.name:
        return f"the {OFFLINE} coach wrote this part instead {when}"
    if doubt.again_model != doubt.model:
        return f"{doubt.again_model} was asked instead {when}"
    return f"it was made again {when}"


def _at(moment: datetime, *, beside: datetime, now: datetime) -> str:
    """Return "at 14:03", with its day where that is another one than the call's."""
    local, first = moment.astimezone(), beside.astimezone()
    return f"at {local:%H:%M}" if local.date() == first.date() else f"on {formats.short_moment(moment, now=now)}"


def _note(doubt: Doubt, *, now: datetime) -> str:
    title = STAGES.get(doubt.stage or "", (doubt.purpose.capitalize(), ""))[0]
    cost = (
        "What it may have cost is not known."
        if doubt.cost_usd is None
        else f"It may have cost about {formats.money(doubt.cost_usd)}, which the figures of this trace leave out."
    )
    begun = formats.short_moment(doubt.started_at, now=now)
    attempt = f", attempt {doubt.attempt}" if doubt.attempt > 1 else ""
    return f'<p class="rein-note">{markup(f"{title}{attempt}, begun {begun}. {cost}")}</p>'
