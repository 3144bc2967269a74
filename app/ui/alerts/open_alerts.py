"""Open alerts: what is wrong, what to do, since when, and a button to acknowledge each."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from app import auth, services
from app.ui import html, notice
from app.ui.alerts import figures
from app.ui.html import multiline
from app.ui.status_labels import Tone, tag
from core import formats
from core.accounts.user import Role
from core.usecases.alerts.acknowledge import mark_alert_seen
from core.usecases.alerts.list_alerts import AlertLevel, OpenAlert, list_alerts
from core.usecases.alerts.list_rules import RuleState

PLACE = "alerts"
PAGE = "review/alerts/page.py"
SHOWN = 3
"""Alerts that are shown directly; the others are folded below them."""
LABELS = {
    AlertLevel.ERROR: ("Not working", Tone.BAD),
    AlertLevel.WARNING: ("Needs attention", Tone.WARN),
}


def load_alerts(*, unseen: bool = False, sample: bool = False) -> tuple[OpenAlert, ...]:
    """Return the open alerts; `unseen` leaves out the acknowledged ones."""
    return list_alerts(services.rein(), viewer=auth.current_viewer(), unseen=unseen, sample=sample)


def mark_seen(key: str) -> None:
    """Acknowledge an alert. Raises NotAllowed below admin, Conflict if the alert is over."""
    mark_alert_seen(services.rein(), viewer=auth.current_viewer(), key=key)


def show(
    alerts: tuple[OpenAlert, ...], rules: tuple[RuleState, ...], *, now: datetime, key: str
) -> None:
    """Draw new alerts with their present figures, and fold acknowledged ones.

    Admins get a button to acknowledge.
    """
    notice.show(PLACE)
    on_seen = mark_seen if auth.current_user().may(Role.ADMIN) else None
    fresh = tuple(alert for alert in alerts if alert.seen_at is None)
    for alert in fresh[:SHOWN]:
        _draw(alert, rules, now=now, key=key, on_seen=on_seen)
    if more := fresh[SHOWN:]:
        with st.expander(f"{len(more)} more to look at", key=f"{key}.more"):
            for alert in more:
                _draw(alert, rules, now=now, key=key, on_seen=on_seen)
    if alerts:
        st.page_link(
            PAGE, label="All alerts, their rules and history", icon=":material/arrow_forward:"
        )
    if seen := tuple(alert for alert in alerts if alert.seen_at is not None):
        with st.expander(
            f"{formats.pluralize(len(seen), 'acknowledged alert')}", key=f"{key}.seen"
        ):
            for alert in seen:
                _draw(alert, rules, now=now, key=key)


def _draw(
    alert: OpenAlert,
    rules: tuple[RuleState, ...],
    *,
    now: datetime,
    key: str,
    on_seen: Callable[[str], None] | None = None,
) -> None:
    label, tone = LABELS[alert.level]
    rule = figures.rule_of(alert, rules)
    title, lasts = figures.title(alert, rule), figures.history(alert, rule, now=now)
    text = " ".join(part for part in (alert.advice, lasts) if part)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}.{alert.key}"):
        html.draw(
            Markup(
                '<div class="rein-alert {}" role="status"><p>{}<b>{}</b></p>'
                '<p class="rein-note">{}</p></div>'
            ).format(tone, tag(label, tone), multiline(title), multiline(text))
        )
        if on_seen is not None:
            st.button(
                "Acknowledge",
                key=f"{key}.{alert.key}.seen",
                on_click=_acknowledge,
                args=(alert.key, on_seen),
            )


def _acknowledge(key: str, on_seen: Callable[[str], None]) -> None:
    notice.attempt(lambda: on_seen(key), place=PLACE)
