"""How one trace stands with each place it is sent to: one line a place, with the reason and the next step."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import streamlit as st

from app.widgets import formats
from app.widgets.text import capital, markup
from app.widgets.words import Tone, tag
from core.store.exports.read import NO_REASON, ExportState, SinkState

SINK_NAMES = {"opik": "Opik", "otlp": "OTLP"}
_KEYS = {"opik": "OPIK_API_KEY and OPIK_WORKSPACE", "otlp": "OTEL_EXPORTER_OTLP_HEADERS"}
_ADDRESSES = {"opik": "OPIK_URL_OVERRIDE", "otlp": "OTEL_EXPORTER_OTLP_ENDPOINT"}
_UNKNOWN = ("401", "403")

HEALTH = "operate/operations.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLine:
    """One place: a word, what it means, and whether somebody can decide on the Health page."""

    sink: str
    word: str
    tone: Tone
    why: str
    decided_on_health: bool = False


def sink_name(sink: str) -> str:
    """Return a place's name as its makers write it."""
    return SINK_NAMES.get(sink, sink)


def parts(traces: int, ratings: int) -> str:
    """Return what was to be sent: "the trace and 2 ratings", "1 rating"."""
    rated = formats.counted(ratings, "rating") if ratings else ""
    return " and ".join(part for part in ("the trace" if traces else "", rated) if part)


def ended(words: str) -> str:
    """Return what a server said as a sentence of its own."""
    words = " ".join(words.split())
    return words if not words or words[-1] in ".!?" else f"{words}."


def settings_of(sink: str, reason: str) -> str:
    """Return the settings to look at where a place does not accept us: its keys, or else its address."""
    names = _KEYS if reason.startswith(_UNKNOWN) else _ADDRESSES
    return names.get(sink, "its settings")


def clock_time(moment: datetime, *, now: datetime) -> str:
    """Return a moment that is near: with seconds where it is within the hour."""
    near = abs(moment - now) < timedelta(hours=1)
    return f"{moment.astimezone():%H:%M:%S}" if near else formats.short_moment(moment, now=now)


def line_of(state: SinkState, *, now: datetime, set_up: bool) -> ExportLine:
    """Say how a trace stands with one place."""
    name, what = sink_name(state.sink), parts(state.traces, state.ratings)
    if state.state is ExportState.SENT:
        tries = state.attempts - state.traces - state.ratings
        after = f", after {formats.counted(tries, 'attempt')} that failed" if tries > 0 else ""
        return ExportLine(
            sink=name, word="Sent", tone=Tone.GOOD, why=f"{capital(what)} arrived{after}."
        )
    if state.state is ExportState.REFUSED:
        said = f"{capital(what)}: {ended(state.reason or NO_REASON)}"
        if state.discarded:
            return ExportLine(sink=name, word="Refused, put away", tone=Tone.NONE, why=said)
        return ExportLine(
            sink=name, word="Refused", tone=Tone.BAD, why=said, decided_on_health=True
        )
    if not set_up:
        why = f"{capital(what)} will not be sent: {name} is not set up any more."
        return ExportLine(sink=name, word="Left behind", tone=Tone.WARN, why=why)
    when = _when(state.next_attempt_at, now=now)
    if state.state is ExportState.PAUSED:
        reason = state.reason or "It does not accept us."
        why = f"{ended(reason)} {when}. Check {settings_of(state.sink, reason)}, then resume on the Health page."
        return ExportLine(sink=name, word="Paused", tone=Tone.BAD, why=why, decided_on_health=True)
    why = f"{ended(state.reason or '')} {when}.".strip()
    return ExportLine(
        sink=name, word="Waiting", tone=Tone.WARN if state.reason else Tone.NONE, why=why
    )


def _when(moment: datetime | None, *, now: datetime) -> str:
    if moment is None or moment <= now:
        return "It goes out in a moment"
    return f"Next attempt at {clock_time(moment, now=now)}"


def show(lines: tuple[ExportLine, ...], *, may_decide: bool) -> None:
    """Draw the lines, and the way to the decision where one waits for a person who may take it."""
    said = "".join(
        f"<div><b>{markup(line.sink)}</b>{tag(markup(line.word), line.tone)}<span>{markup(line.why)}</span></div>"
        for line in lines
    )
    st.html(f'<div class="rein-lines" role="group" aria-label="Export">{said}</div>')
    if may_decide and any(line.decided_on_health for line in lines):
        st.page_link(HEALTH, label="Go to the Health page", icon=":material/arrow_forward:")
