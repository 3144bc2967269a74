"""Alerts for the people who operate Rein."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

COOL_DOWN = timedelta(hours=6)
"""A condition that returns within this time is open again, without a further notification."""

MAX_NOTE_CHARACTERS = 500


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
    QUALITY = "quality"
    SATISFACTION = "satisfaction"
    ERRORS = "errors"
    LATENCY = "latency"
    COST = "cost"
    WEEK_1 = "week_1"
    INPUT_MIX = "input_mix"


class AlertLevel(StrEnum):
    """How urgent an alert is."""

    WARNING = "warning"
    """Something will soon stop working."""
    ERROR = "error"
    """Something does not work and affects people now."""


class AlertEventKind(StrEnum):
    """What happened to an alert."""

    RAISED = "raised"
    REOPENED = "reopened"
    """Raised again within the cool-down, without a notification."""
    WORSENED = "worsened"
    """An open warning became an error."""
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


ANNOUNCED = frozenset({AlertEventKind.RAISED, AlertEventKind.WORSENED, AlertEventKind.RESOLVED})
"""Events that the log and the receivers of alerts get."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFigure:
    """The figure that an alert is decided on."""

    value: float
    bound: float
    """The one-sided confidence bound; the value itself where nothing is estimated."""
    threshold: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One condition that needs attention."""

    key: str
    """Identifies the condition, so that it is reported once."""
    kind: AlertKind
    level: AlertLevel
    message: str
    advice: str
    address: str = ""
    """The page with the records behind it, such as "feedback?days=30"."""
    figure: AlertFigure | None = None
    sample: bool = False
    """True if it is about the made-up records of the sample; no one is notified of those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertEvent:
    """One thing that happened to an alert."""

    id: int
    key: str
    kind: AlertKind
    level: AlertLevel
    event: AlertEventKind
    message: str
    advice: str
    address: str
    note: str
    actor: str | None
    """The id of the person; None if Rein did it."""
    figure: AlertFigure | None
    at: datetime
