"""Rows of traces: when one starts, when it ends, and the sums of its spans."""

from collections.abc import Iterable
from datetime import datetime

from core.ids import trace_id_int
from core.store.database.rows import Row
from core.store.goals.traits import NO_TRAITS
from core.store.rollups.histograms import latency_bucket
from core.store.traces.values import TraceClosing, TraceOpening
from core.tracing.span_record import SpanRecord, SpanStatus

NUMBER_SHIFT = 10
"""Bits of a trace's number below the time: a thousand traces may start in one microsecond."""

_EMPTY_TOTALS: Row = {
    **dict.fromkeys(("writer_model", "prompt_version", "judge_model"), ""),
    **dict.fromkeys(
        (
            "input_tokens",
            "output_tokens",
            "thinking_tokens",
            "cached_tokens",
            "errors",
            "overhead_us",
        ),
        0,
    ),
    "cost_known": True,
    "fingerprint": None,
    **NO_TRAITS,
}


def min_number_at(moment: datetime) -> int:
    """Return the smallest number a trace that starts at `moment` can have."""
    return round(moment.timestamp() * 1_000_000) << NUMBER_SHIFT


def opening_row(trace: TraceOpening) -> Row:
    """Return the row of a trace that starts."""
    return _EMPTY_TOTALS | {
        "id": trace.id,
        "number": min_number_at(trace.started_at) + trace_id_int(trace.id) % (1 << NUMBER_SHIFT),
        "name": trace.name[:64],
        "status": SpanStatus.RUNNING,
        "day": trace.started_at.date(),
        "started_at": trace.started_at,
        "user_id": trace.user_id,
        "goal_id": trace.goal_id,
        "run_id": trace.run_id,
        "root_span_id": trace.root_span_id,
        "sample": trace.sample,
        "search_text": f"{trace.search_text} {trace.name}",
    }


def closing_row(closing: TraceClosing, *, started_at: datetime) -> Row:
    """Return the columns that change when a trace ends, without the sums of its spans."""
    passed_us = round((closing.ended_at - started_at).total_seconds() * 1_000_000)
    duration_us = max(0, passed_us - closing.waited_us)
    return {
        "status": closing.status,
        "ended_at": closing.ended_at,
        "duration_us": duration_us,
        "latency_bucket": latency_bucket(duration_us),
        "overall": closing.overall,
        "overhead_us": closing.overhead_us,
        "writer_model": closing.writer_model,
        "prompt_version": closing.prompt_version,
        "judge_model": closing.judge_model,
        "fingerprint": closing.fingerprint,
    }


def root_span(trace: TraceOpening) -> SpanRecord:
    """Return the root span of a running trace."""
    return SpanRecord(
        trace_id=trace.id,
        span_id=trace.root_span_id,
        parent_id=None,
        name=trace.name,
        started_at=trace.started_at,
        ended_at=None,
        status=SpanStatus.RUNNING,
        input=trace.input,
    )


def sum_spans(spans: Iterable[SpanRecord]) -> Row:
    """Return the sums of the spans below the root.

    The cost is unknown if the cost of any span is unknown.
    """
    below = list(spans)
    costs = [span.cost_usd for span in below if span.cost_usd is not None]
    return {
        "input_tokens": sum(span.input_tokens for span in below),
        "output_tokens": sum(span.output_tokens for span in below),
        "thinking_tokens": sum(span.thinking_tokens for span in below),
        "cached_tokens": sum(span.cached_tokens for span in below),
        "errors": sum(span.status is SpanStatus.ERROR for span in below),
        "cost_usd": sum(costs) if costs else None,
        "cost_known": all(span.cost_known for span in below),
    }
