"""The trace of one piece of work: opens it, collects its spans, closes it and queues its export.

Every trace of the product is written here. A caller decides in which transactions.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.runs.kind import RunIdentity, TraceSummary, TraceText
from core.settings import Settings
from core.store.traces.values import EndedTrace, TraceClosing, TraceOpening
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanRecord, SpanStatus
from core.tracing.tracer import COLLECTOR, open_trace
from core.usecases.exports.queue_exports import queue_trace


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceEnd:
    """How a trace ends."""

    status: SpanStatus
    at: datetime
    summary: TraceSummary
    fingerprint: str | None = None
    error: str | None = None
    waited_us: int = 0
    """Microseconds spent waiting for the person's answers; they do not count as duration."""


class RecordedWork:
    """One trace, from its opening to its export. Safe to use from the threads of one run."""

    def __init__(
        self,
        identity: RunIdentity,
        *,
        trace_name: str,
        text: TraceText,
        started_at: datetime,
    ) -> None:
        self.identity = identity
        self.started_at = started_at
        self._trace_name = trace_name
        self._text = text
        self.spans: tuple[SpanRecord, ...] = ()
        """The spans that were collected and not written before the block of `collect` ended."""
        self._overhead_us = 0

    @contextmanager
    def collect(self) -> Iterator[None]:
        """Collect the spans of everything in the block."""
        trace_id = self.identity.trace_id
        with open_trace(trace_id, self.identity.root_span_id):
            try:
                yield
            finally:
                self.spans = COLLECTOR.take(trace_id)
                self._overhead_us = COLLECTOR.overhead_us(trace_id)

    def open(self, work: UnitOfWork) -> None:
        """Write the trace as running; an existing trace is reopened."""
        work.traces.open(self._opening())

    def write_spans(self, work: UnitOfWork, spans: tuple[SpanRecord, ...]) -> None:
        """Write spans, and count the time this takes as the cost of tracing."""
        began = time.perf_counter_ns()
        work.traces.add_spans(spans)
        COLLECTOR.add_overhead(self.identity.trace_id, time.perf_counter_ns() - began)

    @contextmanager
    def take_subtree(self, span_id: str) -> Iterator[tuple[SpanRecord, ...]]:
        """Take an ended span with its descendants; put them back if the block raises."""
        spans = COLLECTOR.take_subtree(self.identity.trace_id, span_id)
        try:
            yield spans
        except BaseException:
            COLLECTOR.put_back(self.identity.trace_id, spans)
            raise

    def write_collected(self, work: UnitOfWork) -> None:
        """Write the spans that ended since the last checkpoint."""
        work.traces.add_spans(COLLECTOR.take(self.identity.trace_id))

    def close(self, work: UnitOfWork, end: TraceEnd, *, settings: Settings) -> None:
        """End an open trace and queue its export."""
        overhead_us = COLLECTOR.overhead_us(self.identity.trace_id)
        work.traces.close(self.identity.trace_id, _closing(end, overhead_us=overhead_us))
        work.traces.index_texts(self.identity.trace_id)
        self.set_fingerprint(work, end.fingerprint)
        queue_trace(
            work,
            settings,
            trace_id=self.identity.trace_id,
            sample=self.identity.sample,
            now=end.at,
        )

    def write_ended(self, work: UnitOfWork, end: TraceEnd, *, settings: Settings) -> None:
        """Write a new trace as a whole once its block has ended, and queue its export."""
        closing = _closing(end, overhead_us=self._overhead_us)
        ended = EndedTrace(opening=self._opening(), spans=self.spans, closing=closing)
        work.traces.insert_ended([ended])
        work.traces.index_texts(self.identity.trace_id)
        queue_trace(
            work,
            settings,
            trace_id=self.identity.trace_id,
            sample=self.identity.sample,
            now=end.at,
        )

    def set_fingerprint(self, work: UnitOfWork, fingerprint: str | None) -> None:
        """Mark the scores, ratings and outcomes of the trace with its fingerprint."""
        if fingerprint is not None:
            if self.identity.run_id is not None and self.identity.goal_id is not None:
                work.outcomes.touch(self.identity.goal_id, by_run=True)
            work.evaluations.set_fingerprint(self.identity.trace_id, fingerprint)
            work.ratings.set_fingerprint(self.identity.trace_id, fingerprint)

    def shift_to(self, started_at: datetime) -> None:
        """Date the collected spans as if the work had started at another time."""
        shift = started_at - min(span.started_at for span in self.spans)
        self.spans = tuple(_shifted(span, shift) for span in self.spans)
        self.started_at = started_at

    def _opening(self) -> TraceOpening:
        return TraceOpening(
            id=self.identity.trace_id,
            root_span_id=self.identity.root_span_id,
            name=self._trace_name,
            started_at=self.started_at,
            user_id=self.identity.user_id,
            goal_id=self.identity.goal_id,
            run_id=self.identity.run_id,
            sample=self.identity.sample,
            search_text=self._text.search_text,
            input=self._text.input,
        )


def _closing(end: TraceEnd, *, overhead_us: int) -> TraceClosing:
    return TraceClosing(
        status=end.status,
        ended_at=end.at,
        overall=end.summary.overall,
        overhead_us=overhead_us,
        waited_us=end.waited_us,
        writer_model=end.summary.writer_model,
        prompt_version=end.summary.prompt_version,
        judge_model=end.summary.judge_model,
        fingerprint=end.fingerprint,
        error=end.error,
        output=end.summary.output,
    )


def _shifted(span: SpanRecord, shift: timedelta) -> SpanRecord:
    ended_at = span.ended_at + shift if span.ended_at is not None else None
    return replace(span, started_at=span.started_at + shift, ended_at=ended_at)
