"""What is to leave the machine, and how that stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class OutboxState(StrEnum):
    """How the delivery of one row stands; `dead` rows are shown and never retried on their own.

    A person puts a dead row away as `discarded`: it is kept, so that the trace goes on saying that it was not sent.
    """

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One delivery. Rows of one trace are delivered in the order of their ids."""

    id: int
    sink: str
    kind: str
    trace_id: str
    body: Any
    state: OutboxState
    attempts: int
    next_attempt_at: datetime
    reason: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SinkHealth:
    """How a place outside stands, for all senders alike."""

    name: str
    failures: int = 0
    """Deliveries that failed since the last one that worked."""
    paused: bool = False
    """It does not know us, so it is tried only now and then until a person changes the settings."""
    reason: str = ""
    waits_since: datetime | None = None
    waits_until: datetime | None = None
    layout: str = ""
    """Version of what was set up there."""

    def wait_s(self, now: datetime) -> float:
        """Return how long to leave it alone; 0 where it may be tried, or where the clock was set back meanwhile."""
        if self.waits_since is None or self.waits_until is None or now < self.waits_since:
            return 0.0
        return max(0.0, (self.waits_until - now).total_seconds())
