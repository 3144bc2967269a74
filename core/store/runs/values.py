"""A durable run and the results of its stages."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from core.ports import Author


class RunStatus(StrEnum):
    """Status of a run."""

    QUEUED = "queued"
    RUNNING = "running"
    NEEDS_ANSWERS = "needs_answers"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def over(self) -> bool:
        """Return whether nothing more happens without a new request."""
        return self in {RunStatus.DONE, RunStatus.FAILED, RunStatus.CANCELLED}


class Priority(IntEnum):
    """Order of runs in the queue; a larger number comes later."""

    INTERACTIVE = 0
    BATCH = 10


class StageStatus(StrEnum):
    """Status of a stage."""

    STARTED = "started"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One durable run."""

    id: str
    goal_id: str | None
    user_id: str
    kind: str
    status: RunStatus
    key: str
    """Idempotency key from the client, so that sending twice submits once."""
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
    """Whether a person can answer questions; otherwise assumptions are made."""
    waited_us: int
    """Microseconds spent waiting for answers; they do not count as duration."""
    priority: int = 0
    """0 for interactive runs; a larger number comes later."""
    claims_without_progress: int = 0
    """Claims since its last finished stage."""
    fingerprint: str | None = None
    """Of the prompts and models that produced the result; None until the run has ended."""
    input: str | None = None
    """JSON of what the run starts from, for kinds that keep it with the run."""
    deadline_at: datetime | None = None
    """When it is abandoned; None before it starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One stage of a run. `output` is the JSON of its value, set when the stage is done."""

    stage: str
    status: StageStatus
    attempt: int
    output: str | None
    author: Author | None
    started_at: datetime
    finished_at: datetime | None
    error: str | None
