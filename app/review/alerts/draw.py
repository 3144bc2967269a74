"""Draw the rules, the history and the receivers of alerts."""

from datetime import datetime

import streamlit as st

from app import auth, services
from app.review.alerts import present
from app.ui import empty, notice, page_text, table
from app.ui.labels import sink_name
from core import formats
from core.usecases.alerts.list_history import AlertHistory
from core.usecases.alerts.list_rules import RuleState
from core.usecases.alerts.send_test_alert import send_test_alert

RECEIVERS = "alerts.receivers"


def show_events(rules: tuple[RuleState, ...]) -> str | None:
    """Draw the rules that wait for an event, one row each. Return the chosen address."""
    return table.show(
        present.EVENT_COLUMNS,
        tuple(map(present.event_cells, rules)),
        caption="Events that raise an alert at once",
        key="alerts.rules",
    )


def show_history(history: AlertHistory, *, now: datetime) -> str | None:
    """Draw one page of the history. Return the chosen address."""
    return table.show(
        present.HISTORY_COLUMNS,
        tuple(
            present.history_cells(entry, when=formats.short_moment(entry.at, now=now))
            for entry in history.entries
        ),
        caption="What happened to alerts",
        key="alerts.history",
    )


def show_receivers(receivers: tuple[str, ...]) -> None:
    """Draw a test button for each receiver."""
    notice.show(RECEIVERS)
    if not receivers:
        empty.show(
            "No receiver is set up",
            hint="Alerts stand here and in the log. REIN_ALERT_WEBHOOK_URL and "
            "REIN_ALERT_MAIL_TO send them on as well; see docs/alerts.md.",
        )
        return
    page_text.note("Health shows what waits for them, and what they refused.")
    with st.container(horizontal=True):
        for sink in receivers:
            st.button(
                f"Send a test to: {sink_name(sink)}",
                key=f"{RECEIVERS}.{sink}",
                on_click=_send_test,
                args=(sink,),
            )


def _send_test(sink: str) -> None:
    rein, viewer = services.rein(), auth.current_viewer()
    notice.attempt(
        lambda: send_test_alert(rein, viewer=viewer, sink=sink),
        done=f"{sink_name(sink)}: the test message was accepted.",
        place=RECEIVERS,
    )
