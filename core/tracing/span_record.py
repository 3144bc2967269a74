"""A span as it is stored and exported: plain values, no SDK types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class SpanStatus(StrEnum):
    """The status of a span; `running` if its end has not been seen."""

    RUNNING = "running"
    OK = "ok"
    ERROR = "error"
    CANCELLED = "cancelled"


AttributeValue = str | int | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRecord:
    """One timed step of a trace. `trace_id` is a UUIDv7, `span_id` 16 hexadecimal digits."""

    trace_id: str
    span_id: str
    parent_id: str | None
    name: str
    started_at: datetime
    ended_at: datetime | None
    status: SpanStatus
    error: str | None = None
    model: str | None = None
    provider: str | None = None
    prompt_name: str | None = None
    prompt_version: int | None = None
    prompt_hash: str | None = None
    input: str | None = None
    output: str | None = None
    input_call_id: str | None = None
    """Id of the ledger row that stores the input, which is its reply; None for any other text."""
    output_call_id: str | None = None
    """Id of the ledger row that stores the output, which is its reply; None for any other text."""
    input_tokens: int = 0
    output_tokens: int = 0
    thinking_tokens: int = 0
    cached_tokens: int = 0
    cost_usd: float | None = None
    cost_known: bool = True
    """False if a paid model answered at an unknown price; `cost_usd` is then None."""
    cache_hit: bool = False
    attempt: int = 1
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    """All other attributes, such as the user and goal ids."""
