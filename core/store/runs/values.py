"""A durable run and what each of its stages gave."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from core.ports import Author


class RunStatus(StrEnum):
    """How a run stands."""

    QUEUED = "queued"
    RUNNING = "running"
    NEEDS_ANSWERS = "needs_answers"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def over(self) -> bool:
        """Tell whether nothing will happen any more unless somebody asks for it."""
        return self in {RunStatus.DONE, RunStatus.FAILED, RunStatus.CANCELLED}


class Priority(IntEnum):
    """Who is worked first; a larger number lets others go before."""

    INTERACTIVE = 0
    BATCH = 10


class StageStatus(StrEnum):
    """How a stage of a run stands."""

    STARTED = "started"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One request being worked on, or worked off."""

    id: str
    goal_id: str | None
    user_id: str
    kind: str
    status: RunStatus
    key: str
    """Made by the client, so that sending twice submits once."""
    owner: str | None
    lease_until: datetime | None
    attempts: int
    trace_id: str
    root_span_id: str
    cancel_requested_at: datetime | None
    submitted_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error: str | None
    error_advice: str | None
    sample: bool
    interactive: bool
    """Whether somebody is there to answer questions; without, every assumption is taken."""
    waited_us: int
    """Microseconds the run has waited for answers; they do not count as its duration."""
    priority: int = 0
    """0 where somebody waits for it; a larger number lets others go first."""
    claims_without_progress: int = 0
    """Times it was taken up since its last finished step."""
    deadline_at: datetime | None = None
    """When it is given up; None before it has started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One stage of a run. `output` is the JSON of its value, there once the stage is done."""

    stage: str
    status: StageStatus
    attempt: int
    output: str | None
    author: Author | None
    started_at: datetime
    finished_at: datetime | None
    error: str | None
