"""Read what the Alerts page shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from app import auth, services
from core.usecases.alerts.find_causes import Cause, find_causes
from core.usecases.alerts.list_alerts import AlertKind, OpenAlert, list_alerts
from core.usecases.alerts.list_history import AlertHistory, list_alert_history
from core.usecases.alerts.list_rules import RuleState, list_rules
from core.usecases.alerts.send_test_alert import list_alert_sinks

HISTORY_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsView:
    """The open alerts, the rules as they stand now, and one page of the history."""

    open_alerts: tuple[OpenAlert, ...]
    rules: tuple[RuleState, ...]
    causes: Mapping[AlertKind, Cause]
    history: AlertHistory


@services.in_one_reading
def load_alerts_view(*, before: int | None, sample: bool) -> AlertsView:
    """Return the page; `before` is where its part of the history begins."""
    rein, viewer = services.rein(), auth.current_viewer()
    return AlertsView(
        open_alerts=list_alerts(rein, viewer=viewer, sample=sample),
        rules=list_rules(rein, viewer=viewer, sample=sample),
        causes=find_causes(rein, viewer=viewer, sample=sample),
        history=list_alert_history(
            rein, viewer=viewer, limit=HISTORY_SHOWN, before=before, sample=sample
        ),
    )


def list_receivers() -> tuple[str, ...]:
    """Return the receivers of alerts that are set up."""
    return list_alert_sinks(services.rein(), viewer=auth.current_viewer())
