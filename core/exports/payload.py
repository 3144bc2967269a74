"""What is exported: one complete trace or rating, independent of any wire format."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self

from core.exports.experiment import ExperimentPayload, ItemDeletionPayload, TrialPayload
from core.exports.truncation import truncate
from core.settings import OPIK
from core.tracing.span_record import SpanRecord, SpanStatus

STARS = "stars"
QUALITY = "quality_"
"""Prefix of an evaluator's scores, because ratings and rubric both have a "clarity"."""


class ExportKind(StrEnum):
    """What an outbox row holds."""

    TRACE = "trace"
    RATING = "rating"
    ALERT = "alert"
    DELETION = "deletion"
    EXPERIMENT = "experiment"
    ITEM_DELETION = "item_deletion"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedScore:
    """One score of a trace, with its reason."""

    name: str
    value: float
    reason: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePayload:
    """A closed trace with its spans and its evaluation scores."""

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
    """The id of the trace in this sink, if its own id was too old to be accepted."""

    @property
    def effective_id(self) -> str:
        return self.remote_id or self.trace_id

    def truncated(self, to: int) -> Self:
        """Return the trace with every text truncated, for a receiver with a lower size limit."""
        spans = tuple(
            replace(span, input=_shortened(span.input, to), output=_shortened(span.output, to))
            for span in self.spans
        )
        return replace(
            self, input=_shortened(self.input, to), output=_shortened(self.output, to), spans=spans
        )


def _shortened(text: str | None, length: int) -> str | None:
    return None if text is None else truncate(text, at=length)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingPayload:
    """A person's current rating of a trace, and the answers they have withdrawn."""

    trace_id: str
    root_span_id: str
    user_id: str
    changed_at: datetime
    scores: tuple[ExportedScore, ...]
    withdrawn: tuple[str, ...]
    """Names of scores that were sent earlier and are now withdrawn."""
    remote_id: str | None = None

    @property
    def effective_id(self) -> str:
        return self.remote_id or self.trace_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPayload:
    """What happened to an alert, for a receiver of alerts."""

    trace_id: str
    """The subject under which its events stand in the outbox."""
    event_id: str
    """The same for each attempt, so that a receiver can drop what it has already."""
    event: str
    """"raised", "worsened", "resolved" or "test"."""
    key: str
    level: str
    message: str
    advice: str
    address: str
    """The page with the records, below the address of Rein; "" if there is none."""
    value: float | None
    bound: float | None
    threshold: float | None
    n: int | None
    at: datetime

    @property
    def effective_id(self) -> str:
        return self.trace_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionPayload:
    """A trace that its person deleted here, to be deleted at the receiver too."""

    trace_id: str
    remote_id: str | None = None

    @property
    def effective_id(self) -> str:
        return self.remote_id or self.trace_id


ExportPayload = (
    TracePayload
    | RatingPayload
    | AlertPayload
    | DeletionPayload
    | ExperimentPayload
    | ItemDeletionPayload
    | TrialPayload
)

DELETING_SINKS = frozenset({OPIK})
"""Sinks that can delete what they have received; a receiver of OTLP has no such request."""

EXPERIMENT_SINKS = frozenset({OPIK})
"""Sinks that have datasets and experiments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """One outbox row with its payload."""

    row_id: int
    attempt: int
    """Number of the attempt; a sender with another number has lost its claim."""
    payload: ExportPayload


class Sink(Protocol):
    """A destination of exports."""

    @property
    def name(self) -> str: ...

    @property
    def schema_version(self) -> str:
        """Version of what `prepare` sets up."""
        ...

    def connect(self) -> None:
        """Load the client library, which may take a second. Raises DeliveryError."""
        ...

    def prepare(self) -> None:
        """Set up the destination once. Raises DeliveryError."""
        ...

    def deliver(self, payloads: tuple[ExportPayload, ...]) -> None:
        """Send all payloads; repeating it changes nothing. Raises DeliveryError."""
        ...

    def check(self) -> None:
        """Check whether the destination would accept data now. Raises DeliveryError."""
        ...

    def close(self) -> None:
        """Close the connection; the next call opens another."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """The result of sending a batch. Items in no field were not tried or not accepted yet."""

    sent: tuple[OutboxItem, ...] = ()
    refused: tuple[tuple[OutboxItem, str], ...] = ()
    """Items that will never be accepted, with the server's reason."""
    expired: tuple[OutboxItem, ...] = ()
    """Traces refused because their id is too old; a new id may be accepted."""
    failed: tuple[tuple[OutboxItem, str], ...] = ()
    """Items that failed while others were accepted, with the server's reason."""
    undelivered: tuple[OutboxItem, ...] = ()
    reason: str = ""
    """Why some items were not delivered."""
    wait_s: float | None = None
    """How many seconds the server asks us to wait."""
    paused: bool = False
    """True if the server rejects our key; a person has to change the settings."""
