"""Alerts for the people who operate Rein."""

from dataclasses import dataclass
from enum import StrEnum


class AlertKind(StrEnum):
    """What an alert is about."""

    BUDGET_WARNING = "budget_warning"
    BUDGET_SPENT = "budget_spent"
    KEY_REFUSED = "key_refused"
    DEAD_LETTERS = "dead_letters"
    SINK_PAUSED = "sink_paused"
    BACKLOG = "backlog"
    FAILING_RUNS = "failing_runs"
    IN_DOUBT = "in_doubt"
    DISK = "disk"
    BREAKER_OPEN = "breaker_open"
    ROLLUPS = "rollups"


class AlertLevel(StrEnum):
    """How urgent an alert is."""

    WARNING = "warning"
    """Something will soon stop working."""
    ERROR = "error"
    """Something does not work and affects people now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One condition that needs attention."""

    key: str
    """Identifies the condition, so that it is reported once."""
    kind: AlertKind
    level: AlertLevel
    message: str
    advice: str
