"""The record of a resolution."""

from dataclasses import dataclass
from datetime import datetime

from core.resolutions.resolution import Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRecord:
    """A resolution written for a goal."""

    goal_id: str
    run_id: str | None
    trace_id: str
    resolution: Resolution
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionChange:
    """A resolution before and after one change of it."""

    before: Resolution
    after: Resolution
