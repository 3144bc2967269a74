"""Collects finished spans until the checkpoint that commits them.

A batching exporter with a bounded queue loses spans silently, in a burst and on kill -9. Here the
pipeline takes the spans of its trace and writes them in the transaction of the stage they belong
to, so a span is as durable as the work it describes. Spans of a trace that is not open are counted
and dropped.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor

from core.tracing.conversion import to_record
from core.tracing.span_record import SpanRecord

MAX_SPANS_PER_TRACE = 1_000
"""Most spans collected per trace: a run has about 15, a thousand means a loop."""

DISCARDED = "rein.forgotten"
"""Set on a span that is to be discarded."""


@dataclass(slots=True)
class _Pending:
    spans: list[SpanRecord] = field(default_factory=list)
    overhead_ns: int = 0
    dropped: int = 0


class Collector(SpanProcessor):
    """Finished spans by trace id; thread-safe."""

    def __init__(self) -> None:
        self._pending: dict[str, _Pending] = {}
        self._lock = threading.Lock()
        self.orphans = 0
        """Spans that ended outside any open trace."""

    def open(self, trace_id: str) -> None:
        """Start collecting the spans of a trace; a second call changes nothing."""
        with self._lock:
            self._pending.setdefault(trace_id, _Pending())

    def close(self, trace_id: str) -> None:
        """Stop collecting the spans of a trace and discard the rest."""
        with self._lock:
            self._pending.pop(trace_id, None)

    def take(self, trace_id: str) -> tuple[SpanRecord, ...]:
        """Return and remove the spans that ended since the last call, oldest first."""
        with self._lock:
            pending = self._pending.get(trace_id)
            if pending is None:
                return ()
            spans, pending.spans = tuple(pending.spans), []
            return spans

    def take_subtree(self, trace_id: str, span_id: str) -> tuple[SpanRecord, ...]:
        """Return and remove one ended span with all its descendants."""
        with self._lock:
            pending = self._pending.get(trace_id)
            if pending is None:
                return ()
            wanted = {span_id}
            for span in reversed(
                pending.spans
            ):  # a child ends before its parent, so parents come first here
                if span.parent_id in wanted:
                    wanted.add(span.span_id)
            taken = tuple(span for span in pending.spans if span.span_id in wanted)
            pending.spans = [span for span in pending.spans if span.span_id not in wanted]
            return taken

    def put_back(self, trace_id: str, spans: Iterable[SpanRecord]) -> None:
        """Put back the spans of a failed transaction for the next checkpoint."""
        with self._lock:
            pending = self._pending.get(trace_id)
            if pending is not None:
                pending.spans[:0] = spans

    def add_overhead(self, trace_id: str, nanoseconds: int) -> None:
        """Add time spent on tracing itself, so that its share of a run can be shown."""
        with self._lock:
            pending = self._pending.get(trace_id)
            if pending is not None:
                pending.overhead_ns += nanoseconds

    def overhead_us(self, trace_id: str) -> int:
        """Return the microseconds that tracing this trace took in this process."""
        with self._lock:
            pending = self._pending.get(trace_id)
            return pending.overhead_ns // 1_000 if pending is not None else 0

    def on_end(self, span: ReadableSpan) -> None:
        if span.attributes is not None and DISCARDED in span.attributes:
            return
        record = to_record(span)
        with self._lock:
            pending = self._pending.get(record.trace_id)
            if pending is None:
                self.orphans += 1
            elif len(pending.spans) >= MAX_SPANS_PER_TRACE:
                pending.dropped += 1
            else:
                pending.spans.append(record)
