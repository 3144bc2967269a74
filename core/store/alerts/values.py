"""What somebody who runs Rein should look at."""

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
    """How much it presses."""

    WARNING = "warning"
    """Soon something will not work."""
    ERROR = "error"
    """Something does not work, and people get less than they should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing to look at, in words for people."""

    key: str
    """What it is about, so that the same thing is said once."""
    kind: AlertKind
    level: AlertLevel
    message: str
    advice: str
