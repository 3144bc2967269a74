"""A job that comes back by the clock, as the database knows it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicJobRow:
    """When a job is due, who does it now, and what came of it the last time."""

    name: str
    due_at: datetime
    owner: str | None
    lease_until: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    failures: int
    """Failures in a row."""
    result: str
    error: str | None
    """What went wrong the last time; None where it went well."""
