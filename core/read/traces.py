"""Traces as rows of a filtered list, and one trace with its spans and full texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.read.page import Page
from core.storage.engine import Database
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
    model: str | None = None
    prompt_version: str | None = None
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
class Payload:
    """Full input and output of a span; None where the span has none."""

    input: str | None
    output: str | None


def list_traces(
    database: Database, filter_: TraceFilter, *, limit: int = 50, cursor: str | None = None
) -> Page[TraceRow]:
    """Return the traces that pass the filter, newest first."""
    raise NotImplementedError


def count_traces(database: Database, filter_: TraceFilter, *, at_most: int = 10_000) -> int:
    """Return how many traces pass the filter, counting no further than `at_most`."""
    raise NotImplementedError


def find_trace(database: Database, trace_id: str) -> TraceDetail | None:
    """Return a trace with its spans, or None."""
    raise NotImplementedError


def find_payload(database: Database, trace_id: str, span_id: str) -> Payload | None:
    """Return the full texts of a span, or None where there is no such span."""
    raise NotImplementedError


def list_filter_choices(database: Database, *, sample: bool) -> "FilterChoices":
    """Return the names, models and prompt versions there are, from the rollups."""
    raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterChoices:
    """What a trace list can be filtered by."""

    names: tuple[str, ...]
    models: tuple[str, ...]
    prompt_versions: tuple[str, ...]
