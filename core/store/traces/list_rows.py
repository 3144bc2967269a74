"""What the trace pages show: rows, spans and filters as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.tracing.span_record import AttributeValue, SpanStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceFilter:
    """What a trace list shows; every field narrows it, None does not."""

    status: SpanStatus | None = None
    min_score: float | None = None
    max_score: float | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Exclusive."""
    search: str = ""
    """Words of the goal or of the trace's name; all of them must occur, each may be the beginning of a word."""
    name: str | None = None
    exclude_name: str | None = None
    """A name that is left out."""
    model: str | None = None
    prompt_version: str | None = None
    user_id: str | None = None
    """Whose traces; None is everybody's."""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceRow:
    """One trace: what the root carries."""

    trace_id: str
    name: str
    status: SpanStatus
    started_at: datetime
    ended_at: datetime | None
    duration_ms: float | None
    input_tokens: int
    output_tokens: int
    thinking_tokens: int
    cached_tokens: int
    cost_usd: float | None
    """Sum of the known costs; None where no cost is known at all."""
    cost_known: bool
    """False where at least one paid call has no known price, so that `cost_usd` is a lower bound."""
    errors: int
    overall: float | None
    overhead_us: int
    user_id: str | None
    goal_id: str | None
    run_id: str | None
    goal_text: str | None
    writer_model: str
    prompt_version: str
    judge_model: str
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRow:
    """One span with previews of its texts; the full ones come from find_payload."""

    trace_id: str
    span_id: str
    parent_id: str | None
    name: str
    started_at: datetime
    ended_at: datetime | None
    duration_ms: float | None
    status: SpanStatus
    error: str | None
    model: str | None
    provider: str | None
    prompt_name: str | None
    prompt_version: int | None
    prompt_hash: str | None
    input_preview: str | None
    output_preview: str | None
    input_tokens: int
    output_tokens: int
    thinking_tokens: int
    cached_tokens: int
    cost_usd: float | None
    cost_known: bool
    cache_hit: bool
    attempt: int
    attributes: Mapping[str, AttributeValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceDetail:
    """One trace with its spans, in order of their start."""

    row: TraceRow
    spans: tuple[SpanRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceOwner:
    """Whose trace it is."""

    user_id: str | None
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Full input and output of a span; None where the span has none."""

    input: str | None
    output: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterChoices:
    """What a trace list can be filtered by."""

    names: tuple[str, ...]
    models: tuple[str, ...]
    prompt_versions: tuple[str, ...]
