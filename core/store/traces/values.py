"""The values that open and close a trace."""

from dataclasses import dataclass
from datetime import datetime

from core.tracing.span_record import SpanRecord, SpanStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceOpening:
    """What is known when a trace starts."""

    id: str
    root_span_id: str
    name: str
    started_at: datetime
    user_id: str | None = None
    goal_id: str | None = None
    run_id: str | None = None
    sample: bool = False
    search_text: str = ""
    """Text that a search finds the trace by, besides its name: the goal's own words."""
    input: str | None = None
    """Input of the root span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceClosing:
    """What is known when a trace ends.

    Tokens, cost and errors are summed from its spans, so they are not given.
    """

    status: SpanStatus
    ended_at: datetime
    overall: float | None = None
    overhead_us: int = 0
    """Time beyond the critical path of model calls and stages: the cost of tracing and storing."""
    waited_us: int = 0
    """Time spent waiting for the person's answers; it does not count as duration."""
    writer_model: str = ""
    prompt_version: str = ""
    """Label of the generation prompt, e.g. "generate@v1"."""
    judge_model: str = ""
    fingerprint: str | None = None
    """Of the prompts and models that produced the result."""
    error: str | None = None
    output: str | None = None
    """Output of the root span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedTrace:
    """A finished trace with the spans below its root, each once."""

    opening: TraceOpening
    spans: tuple[SpanRecord, ...]
    closing: TraceClosing
