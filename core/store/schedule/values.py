"""A periodic job as stored."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicJobRow:
    """When a job is due, which process runs it, and its last result."""

    name: str
    due_at: datetime
    owner: str | None
    lease_until: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    failures: int
    """Consecutive failures."""
    result: str
    error: str | None
    """Error of the last attempt; None if it succeeded."""
