"""Traces: opened with their root span, filled span by span, closed with totals that are summed from the spans."""

from datetime import datetime

from sqlalchemy import Connection, and_, case, func, select, update

from core.errors import NotFound
from core.ids import trace_id_int
from core.storage.records.traces import TraceClosing, TraceOpening
from core.storage.rollups.bins import latency_bucket
from core.storage.rollups.keep import count_traces
from core.storage.rows import Row, fetch_one
from core.storage.stores.span_rows import OUTPUT, pack, preview, write_spans
from core.storage.tables import payloads, spans, traces
from core.storage.upsert import insert, replace_rows
from core.tracing.span_record import SpanRecord, SpanStatus

NUMBER_SHIFT = 10
"""Bits of a trace's number that are not time: a thousand traces may start in one microsecond."""


def number_at(moment: datetime) -> int:
    """Return the smallest number a trace that starts at `moment` can have."""
    return round(moment.timestamp() * 1_000_000) << NUMBER_SHIFT


class TraceStore:
    """Writes traces and spans."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, trace: TraceOpening) -> None:
        """Write the root row and its running span. A trace that is there already runs again from where it was."""
        known = self._find(trace.id)
        if known is not None:
            count_traces(self._connection, old=[known])
            self._change(trace.id, {"status": SpanStatus.RUNNING, "ended_at": None, "duration_us": None})
            self._change_root(known, {"status": SpanStatus.RUNNING, "duration_us": None, "error": None})
            return
        self._insert(trace)
        root = SpanRecord(
            trace_id=trace.id,
            span_id=trace.root_span_id,
            parent_id=None,
            name=trace.name,
            started_at=trace.started_at,
            ended_at=None,
            status=SpanStatus.RUNNING,
            input=trace.input,
        )
        self.add_spans((root,))

    def add_spans(self, records: tuple[SpanRecord, ...]) -> None:
        """Write spans of open traces; a span that was written as started is completed."""
        write_spans(self._connection, records)

    def close(self, trace_id: str, closing: TraceClosing) -> None:
        """End a trace: sum its spans into the root row and count it in the rollups. Raises NotFound."""
        before = self._find(trace_id)
        if before is None:
            raise NotFound("There is no such trace.")
        passed_us = round((closing.ended_at - before["started_at"]).total_seconds() * 1_000_000)
        duration_us = max(0, passed_us - closing.waited_us)
        changes: Row = {
            "status": closing.status,
            "ended_at": closing.ended_at,
            "duration_us": duration_us,
            "latency_bucket": latency_bucket(duration_us),
            "overall": closing.overall,
            "overhead_us": closing.overhead_us,
            "writer_model": closing.writer_model,
            "prompt_version": closing.prompt_version,
            "judge_model": closing.judge_model,
        } | self._totals(trace_id, before["root_span_id"])
        self._change(trace_id, changes)
        self._close_root(before, closing, changes)
        count_traces(self._connection, old=[before], new=[before | changes])

    def owner_of(self, trace_id: str) -> str | None:
        """Return whose trace it is; None where there is no such trace."""
        return self._connection.execute(select(traces.c.user_id).where(traces.c.id == trace_id)).scalar()

    def is_sample(self, trace_id: str) -> bool:
        """Tell whether a trace belongs to the sample, which never leaves the machine."""
        return bool(self._connection.execute(select(traces.c.sample).where(traces.c.id == trace_id)).scalar())

    def list_running_of(self, run_id: str) -> tuple[str, ...]:
        """Return the ids of a run's traces that have not ended."""
        running = and_(traces.c.run_id == run_id, traces.c.status == SpanStatus.RUNNING)
        return tuple(self._connection.execute(select(traces.c.id).where(running)).scalars())

    def _insert(self, trace: TraceOpening) -> None:
        row: Row = {
            "id": trace.id,
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
            "cost_known": True,
        }
        texts = dict.fromkeys(("writer_model", "prompt_version", "judge_model"), "")
        sums = ("input_tokens", "output_tokens", "thinking_tokens", "cached_tokens", "errors", "overhead_us")
        number = number_at(trace.started_at) + trace_id_int(trace.id) % (1 << NUMBER_SHIFT)
        while True:
            values = row | texts | dict.fromkeys(sums, 0) | {"number": number}
            statement = insert(self._connection, traces).on_conflict_do_nothing(index_elements=["number"])
            if self._connection.execute(statement.returning(traces.c.number), values).one_or_none() is not None:
                return
            number += 1  # another trace of this very microsecond has the number

    def _totals(self, trace_id: str, root_span_id: str) -> Row:
        below = and_(spans.c.trace_id == trace_id, spans.c.span_id != root_span_id)
        total = func.coalesce
        query = select(
            total(func.sum(spans.c.input_tokens), 0).label("input_tokens"),
            total(func.sum(spans.c.output_tokens), 0).label("output_tokens"),
            total(func.sum(spans.c.thinking_tokens), 0).label("thinking_tokens"),
            total(func.sum(spans.c.cached_tokens), 0).label("cached_tokens"),
            func.sum(spans.c.cost_usd).label("cost_usd"),
            total(func.sum(case((spans.c.cost_known, 0), else_=1)), 0).label("unknown"),
            total(func.sum(case((spans.c.status == SpanStatus.ERROR, 1), else_=0)), 0).label("errors"),
        ).where(below)
        sums = fetch_one(self._connection, query) or {}
        return {name: int(value) for name, value in sums.items() if name not in {"cost_usd", "unknown"}} | {
            "cost_usd": sums["cost_usd"],
            "cost_known": not sums["unknown"],
        }

    def _close_root(self, trace: Row, closing: TraceClosing, changes: Row) -> None:
        values: Row = {"status": closing.status, "duration_us": changes["duration_us"], "error": closing.error}
        text = closing.output
        if text is not None:
            values["output_preview"] = preview(text)
            if preview(text) != text:
                key = {"trace_id": trace["id"], "span_id": trace["root_span_id"], "kind": OUTPUT}
                replace_rows(self._connection, payloads, [key | {"content": pack(text)}])
        self._change_root(trace, values)

    def _find(self, trace_id: str) -> Row | None:
        # Locked on PostgreSQL: of two that end a trace at once, the second must take back what the first has counted.
        return fetch_one(self._connection, select(traces).where(traces.c.id == trace_id).with_for_update())

    def _change(self, trace_id: str, values: Row) -> None:
        self._connection.execute(update(traces).where(traces.c.id == trace_id).values(values))

    def _change_root(self, trace: Row, values: Row) -> None:
        root = and_(spans.c.trace_id == trace["id"], spans.c.span_id == trace["root_span_id"])
        self._connection.execute(update(spans).where(root).values(values))
