"""Whether a trace reached each export destination, with the reason and the next step."""

from dataclasses import dataclass
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from app.ui import html
from app.ui.html import join, multiline
from app.ui.labels import sink_name
from app.ui.status_labels import Tone, tag
from app.ui.text import capital
from core import formats
from core.usecases.exports.list_exports import NO_REASON, ExportState, SinkState

_KEYS = {
    "opik": "OPIK_API_KEY and OPIK_WORKSPACE",
    "otlp": "OTEL_EXPORTER_OTLP_HEADERS",
    "webhook": "REIN_ALERT_WEBHOOK_URL and REIN_ALERT_WEBHOOK_SECRET",
    "alert_mail": "REIN_SMTP_USER and REIN_SMTP_PASSWORD",
}
_ADDRESSES = {
    "opik": "OPIK_URL_OVERRIDE",
    "otlp": "OTEL_EXPORTER_OTLP_ENDPOINT",
    "webhook": "REIN_ALERT_WEBHOOK_URL",
    "alert_mail": "REIN_SMTP_HOST and REIN_ALERT_MAIL_TO",
}
_NOT_AUTHORISED = ("401", "403")

HEALTH_PAGE = "operate/health/page.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLine:
    """The state of one trace at one destination."""

    sink: str
    label: str
    tone: Tone
    why: str
    decided_on_health: bool = False
    """An admin can decide about it on the Health page."""


_OTHERS = {
    "alert": "an alert",
    "deletion": "the deletion of a trace",
    "experiment": "an evaluation run",
    "item_deletion": "the deletion of a dataset item",
    "trial": "a trial on people",
}
"""What a delivery is that is about neither a trace nor a rating, by its kind."""


def deliveries(traces: int, ratings: int, *, kind: str = "alert") -> str:
    """Return what was to be sent: "the trace and 2 ratings", "1 rating", "an evaluation run"."""
    rated = formats.pluralize(ratings, "rating") if ratings else ""
    sent = " and ".join(part for part in ("the trace" if traces else "", rated) if part)
    return sent or _OTHERS[kind]


def as_sentence(text: str) -> str:
    """Return a server's message on one line, with a full stop."""
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?" else f"{text}."


def settings_of(sink: str, reason: str) -> str:
    """Return the settings to check if a destination rejects us: its keys, or else its address."""
    names = _KEYS if reason.startswith(_NOT_AUTHORISED) else _ADDRESSES
    return names.get(sink, "its settings")


def line_of(state: SinkState, *, now: datetime, set_up: bool) -> ExportLine:
    """Return the state of a trace at one destination in words."""
    name, what = sink_name(state.sink), capital(deliveries(state.traces, state.ratings))
    if state.state is ExportState.SENT:
        failed = state.attempts - state.traces - state.ratings
        after = f", after {formats.pluralize(failed, 'attempt')} that failed" if failed > 0 else ""
        return ExportLine(sink=name, label="Sent", tone=Tone.GOOD, why=f"{what} arrived{after}.")
    if state.state is ExportState.REFUSED:
        why = f"{what}: {as_sentence(state.reason or NO_REASON)}"
        if state.discarded:
            return ExportLine(sink=name, label="Refused, discarded", tone=Tone.NONE, why=why)
        return ExportLine(
            sink=name, label="Refused", tone=Tone.BAD, why=why, decided_on_health=True
        )
    if not set_up:
        why = f"{what} will not be sent: {name} is not set up any more."
        return ExportLine(sink=name, label="Left behind", tone=Tone.WARN, why=why)
    return _waiting(state, name, now=now)


def _waiting(state: SinkState, name: str, *, now: datetime) -> ExportLine:
    when = "It goes out in a moment"
    if state.next_attempt_at is not None and state.next_attempt_at > now:
        when = f"Next attempt at {formats.precise_time(state.next_attempt_at, now=now)}"
    if state.state is ExportState.PAUSED:
        reason = state.reason or "It rejects what we send."
        settings = settings_of(state.sink, reason)
        why = f"{as_sentence(reason)} {when}. Check {settings}, then resume on the Health page."
        return ExportLine(sink=name, label="Paused", tone=Tone.BAD, why=why, decided_on_health=True)
    why = f"{as_sentence(state.reason or '')} {when}.".strip()
    tone = Tone.WARN if state.reason else Tone.NONE
    return ExportLine(sink=name, label="Waiting", tone=tone, why=why)


def show(export: tuple[ExportLine, ...], *, may_decide: bool) -> None:
    """Draw the lines, with a link to Health if an admin has to decide."""
    body = join(
        Markup("<div><b>{}</b>{}<span>{}</span></div>").format(
            line.sink, tag(line.label, line.tone), multiline(line.why)
        )
        for line in export
    )
    html.draw(
        Markup('<div class="rein-lines" role="group" aria-label="Export">{}</div>').format(body)
    )
    if may_decide and any(line.decided_on_health for line in export):
        st.page_link(HEALTH_PAGE, label="Go to the Health page", icon=":material/arrow_forward:")
