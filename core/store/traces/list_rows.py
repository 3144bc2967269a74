"""Rows, spans and filters of traces as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.quality.slice import EVERYTHING, Slice
from core.tracing.span_record import AttributeValue, SpanStatus


class TraceOrder(StrEnum):
    """What comes first in a list of traces. Traces without the figure are left out."""

    NEWEST = "newest"
    LOWEST_SCORE = "lowest_score"
    LOWEST_STARS = "lowest_stars"
    MOST_EXPENSIVE = "most_expensive"
    SLOWEST = "slowest"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceFilter:
    """Which traces a list shows; a field that is None does not filter."""

    status: SpanStatus | None = None
    min_score: float | None = None
    max_score: float | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Exclusive."""
    search: str = ""
    """Words of the goal, of answers, of the coach's replies or of comments; each must occur, and
    may be the start of a word."""
    name: str | None = None
    exclude_names: tuple[str, ...] = ()
    """Traces of this name are left out."""
    within: Slice = EVERYTHING
    fingerprint: str | None = None
    user_id: str | None = None
    """Only traces of this person; None means all people."""
    goal_id: str | None = None
    min_stars: float | None = None
    max_stars: float | None = None
    with_errors: bool = False
    """Only traces that failed, or in which a step failed."""
    sample: bool = False

    @property
    def half_stars(self) -> tuple[float | None, float | None]:
        """The bounds of stars as they are stored, in halves."""
        low, high = self.min_stars, self.max_stars
        return None if low is None else 2 * low, None if high is None else 2 * high


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceRow:
    """One trace in a list."""

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
    """Sum of the known costs; None if no cost is known."""
    cost_known: bool
    """False if a paid call has no known price, so that `cost_usd` is a lower bound."""
    errors: int
    overall: float | None
    stars: float | None
    """The lowest rating that was not withdrawn."""
    overhead_us: int
    user_id: str | None
    goal_id: str | None
    run_id: str | None
    goal_text: str | None
    writer_model: str
    prompt_version: str
    judge_model: str
    kind: str
    language: str
    tier: str
    fingerprint: str | None
    """Of the prompts and models that produced the result; None for older traces."""
    sample: bool
    error: str | None = None
    """Of its first failed step, the trace itself first; None if no step failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRow:
    """One span with previews of its texts; find_payload reads the full ones."""

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
    """One trace with its spans, ordered by start."""

    row: TraceRow
    spans: tuple[SpanRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceOwner:
    """The person a trace belongs to."""

    user_id: str | None
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Full input and output of a span; None if the span has none."""

    input: str | None
    output: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterChoices:
    """The values that a trace list can be filtered by."""

    names: tuple[str, ...]
    models: tuple[str, ...]
    prompt_versions: tuple[str, ...]
    kinds: tuple[str, ...]
    languages: tuple[str, ...]
    tiers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The ids of the traces before and after one in a list; None at its ends."""

    before: str | None
    after: str | None
