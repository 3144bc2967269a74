"""Draw the open alerts: figure now and then, cause, the records behind it, a way to acknowledge."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from app import auth, services
from app.review.alerts import cause_text
from app.review.alerts.load import AlertsView
from app.ui import html, notice
from app.ui.alerts import figures, open_alerts
from app.ui.html import join, multiline
from app.ui.status_labels import tag
from core.usecases.alerts.acknowledge import mark_alert_seen, resolve_alert
from core.usecases.alerts.list_alerts import OpenAlert

PLACE = "alerts.open"
MAX_NOTE = 500


def show(view: AlertsView, *, now: datetime, may_change: bool) -> str | None:
    """Draw all open alerts. Return the address that was chosen."""
    chosen = None
    for alert in view.open_alerts:
        html.draw(_text(alert, view, now=now))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for place, (label, address) in enumerate(_ways(alert, view)):
                if st.button(label, key=f"alerts.records.{alert.key}{'.worst' * place}"):
                    chosen = address
            if may_change:
                _ask_note(alert)
    return chosen


def _ways(alert: OpenAlert, view: AlertsView) -> list[tuple[str, str]]:
    """Return the pages with the records: all of them, and those of the worst version."""
    cause = view.causes.get(alert.kind)
    rule = figures.rule_of(alert, view.rules)
    ways = [
        ("Open the records", rule.address if rule is not None else alert.address),
        ("Of the worst version", cause_text.worst_address(cause, alert.kind)),
    ]
    return [(label, address) for label, address in ways if address]


def _text(alert: OpenAlert, view: AlertsView, *, now: datetime) -> Markup:
    label, tone = open_alerts.LABELS[alert.level]
    rule = figures.rule_of(alert, view.rules)
    reading = rule.reading if rule is not None else None
    lines = (
        alert.advice,
        (reading.detail.strip() if reading is not None else "")
        or cause_text.cause_line(view.causes.get(alert.kind)),
        figures.history(alert, rule, now=now),
        f"Note: {alert.note}" if alert.note else "",
    )
    return Markup('<div class="rein-alert {}" role="status"><p>{}<b>{}</b></p>{}</div>').format(
        tone,
        tag(label, tone),
        multiline(figures.title(alert, rule)),
        join(
            Markup('<p class="rein-note">{}</p>').format(multiline(line)) for line in lines if line
        ),
    )


def _ask_note(alert: OpenAlert) -> None:
    label = "Acknowledge" if alert.seen_at is None else "Change the note"
    key = f"alerts.seen.{alert.key}"
    with st.popover(label, key=key), st.form(f"{key}.form", border=False):
        note = st.text_input(
            "Note for the others", value=alert.note, max_chars=MAX_NOTE, key=f"{key}.note"
        )
        seen = st.form_submit_button(label, key=f"{key}.save", type="primary")
        over = st.form_submit_button("Resolve it by hand", key=f"{key}.resolve")
    if seen or over:
        _carry_out(alert.key, note, resolve=over)
        st.rerun()


def _carry_out(key: str, note: str, *, resolve: bool) -> None:
    rein, viewer = services.rein(), auth.current_viewer()
    act = resolve_alert if resolve else mark_alert_seen
    done = "Resolved; it is open again if its cause lasts." if resolve else "Acknowledged."
    notice.attempt(lambda: act(rein, viewer=viewer, key=key, note=note), done=done, place=PLACE)
