"""What leaves the machine, in our own words: one trace or one rating, complete, ready to be put into any format."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self

from core.exports.truncation import capped
from core.tracing.span_record import SpanRecord, SpanStatus

STARS = "stars"
QUALITY = "quality_"
"""Begins the names of an evaluator's scores: the person's answers and the rubric both have a "clarity"."""


class ExportKind(StrEnum):
    """What an outbox row is about."""

    TRACE = "trace"
    RATING = "rating"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedScore:
    """One number about a trace, and why it is what it is."""

    name: str
    value: float
    reason: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePayload:
    """A closed trace with all its spans and the scores an evaluator gave it."""

    trace_id: str
    root_span_id: str
    name: str
    status: SpanStatus
    started_at: datetime
    ended_at: datetime | None
    user_id: str | None
    goal_id: str | None
    run_id: str | None
    writer_model: str
    prompt_version: str
    judge_model: str
    overall: float | None
    cost_usd: float | None
    cost_known: bool
    input: str | None
    output: str | None
    error: str | None
    spans: tuple[SpanRecord, ...]
    scores: tuple[ExportedScore, ...]
    remote_id: str | None = None
    """The id the trace has in this sink, where its own was too old to be accepted."""

    @property
    def effective_id(self) -> str:
        return self.remote_id or self.trace_id

    def shortened(self, to: int) -> Self:
        """Return the same trace with every text cut to so many characters, for a place that takes no more."""
        spans = tuple(
            replace(span, input=_cut(span.input, to), output=_cut(span.output, to))
            for span in self.spans
        )
        return replace(self, input=_cut(self.input, to), output=_cut(self.output, to), spans=spans)


def _cut(text: str | None, to: int) -> str | None:
    return None if text is None else capped(text, at=to)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingPayload:
    """What one person says about a trace now, and which of their earlier answers no longer stand."""

    trace_id: str
    root_span_id: str
    user_id: str
    changed_at: datetime
    scores: tuple[ExportedScore, ...]
    withdrawn: tuple[str, ...]
    """Names of scores that were given once and are gone."""
    remote_id: str | None = None

    @property
    def effective_id(self) -> str:
        return self.remote_id or self.trace_id


ExportPayload = TracePayload | RatingPayload


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """One outbox row on its way."""

    row_id: int
    attempt: int
    """Number of the attempt; who holds another one has lost the row."""
    envelope: ExportPayload


class Sink(Protocol):
    """A place outside."""

    @property
    def name(self) -> str: ...

    @property
    def layout(self) -> str:
        """Version of what `prepare` sets up."""
        ...

    def connect(self) -> None:
        """Load what sending takes, which may last a second. Raises core.exports.delivery_error.DeliveryError."""
        ...

    def prepare(self) -> None:
        """Set up what the place needs once. Raises core.exports.delivery_error.DeliveryError."""
        ...

    def deliver(self, envelopes: tuple[ExportPayload, ...]) -> None:
        """Hand over all of them; doing it again changes nothing. Raises core.exports.delivery_error.DeliveryError."""
        ...

    def check(self) -> None:
        """Find out whether it would accept something now. Raises core.exports.delivery_error.DeliveryError."""
        ...

    def close(self) -> None:
        """Give the connection back; the next call opens another."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """How a batch went. Rows that stand nowhere were not tried or not accepted yet."""

    sent: tuple[OutboxItem, ...] = ()
    refused: tuple[tuple[OutboxItem, str], ...] = ()
    """With the server's reason; these will never be accepted."""
    expired: tuple[OutboxItem, ...] = ()
    """Traces refused for the age of their id; a new id may be accepted."""
    stuck: tuple[tuple[OutboxItem, str], ...] = ()
    """Not accepted now, while others were; with the server's reason."""
    left: tuple[OutboxItem, ...] = ()
    reason: str = ""
    """Why some are left."""
    wait_s: float | None = None
    """How long the server asks to be left alone."""
    paused: bool = False
    """The server does not know us; it takes a person to change that."""
