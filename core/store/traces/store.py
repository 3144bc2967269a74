"""Write traces: open with the root span, add spans, close with the sums of the spans."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Update, and_, bindparam, case, func, select, update
from sqlalchemy.sql.dml import ReturningInsert

from core.errors import NotFound
from core.store.database.rows import Row, fetch_one
from core.store.database.text_codec import compress_text
from core.store.database.upsert import insert_for_dialect, replace_rows
from core.store.goals.traits import find_traits
from core.store.rollups.incremental import update_rollups
from core.store.traces import ended_traces
from core.store.traces.rows import closing_row, opening_row, root_span
from core.store.traces.span_rows import OUTPUT, preview, write_spans
from core.store.traces.tables import payloads, spans, traces
from core.store.traces.terms import complete_next_terms, complete_terms_of, write_first_terms
from core.store.traces.values import EndedTrace, TraceClosing, TraceOpening
from core.tracing.span_record import SpanRecord, SpanStatus

_BY_ID = select(traces).where(traces.c.id == bindparam("wanted")).with_for_update()
"""Locked on PostgreSQL: if two transactions end a trace at once, the second must subtract what the
first one counted."""


class TraceStore:
    """Writes traces and spans."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, trace: TraceOpening) -> None:
        """Insert the trace and its running root span.

        A trace that is already stored is set to running again.
        """
        known = self._find(trace.id)
        if known is not None:
            update_rollups(self._connection, traces, old=[known])
            self._change(
                trace.id, {"status": SpanStatus.RUNNING, "ended_at": None, "duration_us": None}
            )
            self._change_root(
                known, {"status": SpanStatus.RUNNING, "duration_us": None, "error": None}
            )
            return
        self._insert(trace)
        self.add_spans((root_span(trace),))

    def insert_ended(self, ended: Sequence[EndedTrace]) -> None:
        """Insert traces that have ended.

        This takes fewer statements than opening, filling and closing each.
        """
        ended_traces.insert_ended_traces(self._connection, ended)

    def add_spans(self, records: tuple[SpanRecord, ...]) -> None:
        """Write spans of open traces; a span stored as started is completed."""
        write_spans(self._connection, records)

    def close(self, trace_id: str, closing: TraceClosing) -> None:
        """End a trace: store the sums of its spans and count it in the rollups.

        Raises NotFound.
        """
        before = self._find(trace_id)
        if before is None:
            raise NotFound("There is no such trace.")
        changes = (
            closing_row(closing, started_at=before["started_at"])
            | self._totals(trace_id, before["root_span_id"])
            | find_traits(self._connection, before["goal_id"])
        )
        self._change(trace_id, changes)
        self._close_root(before, closing, changes)
        update_rollups(self._connection, traces, old=[before], new=[before | changes])

    def index_texts(self, trace_id: str) -> None:
        """Let a search find a trace by its answers, its replies, and the comments on it."""
        complete_terms_of(self._connection, trace_id)

    def index_next_texts(self, *, limit: int) -> int:
        """Do so for the newest ended traces that lack it. Returns how many were done."""
        return complete_next_terms(self._connection, limit=limit)

    def owner_of(self, trace_id: str) -> str | None:
        """Return the id of the person the trace belongs to, or None if there is no such trace."""
        return self._connection.execute(
            select(traces.c.user_id).where(traces.c.id == trace_id)
        ).scalar()

    def is_sample(self, trace_id: str) -> bool:
        """Tell whether a trace belongs to the sample, which never leaves the machine."""
        return bool(
            self._connection.execute(
                select(traces.c.sample).where(traces.c.id == trace_id)
            ).scalar()
        )

    def list_running_of(self, run_id: str) -> tuple[str, ...]:
        """Return the ids of a run's traces that have not ended."""
        running = and_(traces.c.run_id == run_id, traces.c.status == SpanStatus.RUNNING)
        return tuple(self._connection.execute(select(traces.c.id).where(running)).scalars())

    def _insert(self, trace: TraceOpening) -> None:
        row = opening_row(trace)
        statement = _opening(self._connection.dialect.name)
        while self._connection.execute(statement, row).one_or_none() is None:
            row["number"] += 1  # another trace of the same microsecond has the number
        write_first_terms(self._connection, [row])

    def _totals(self, trace_id: str, root_span_id: str) -> Row:
        sums = fetch_one(self._connection, _sums(), {"trace": trace_id, "root": root_span_id}) or {}
        return {
            name: int(value) for name, value in sums.items() if name not in {"cost_usd", "unknown"}
        } | {
            "cost_usd": sums["cost_usd"],
            "cost_known": not sums["unknown"],
        }

    def _close_root(self, trace: Row, closing: TraceClosing, changes: Row) -> None:
        values: Row = {
            "status": closing.status,
            "duration_us": changes["duration_us"],
            "error": closing.error,
        }
        text = closing.output
        if text is not None:
            values["output_preview"] = preview(text)
            if preview(text) != text:
                key = {"trace_id": trace["id"], "span_id": trace["root_span_id"], "kind": OUTPUT}
                replace_rows(self._connection, payloads, [key | {"content": compress_text(text)}])
        self._change_root(trace, values)

    def _find(self, trace_id: str) -> Row | None:
        return fetch_one(self._connection, _BY_ID, {"wanted": trace_id})

    def _change(self, trace_id: str, values: Row) -> None:
        self._connection.execute(_changing(tuple(values)), values | {"of_trace": trace_id})

    def _change_root(self, trace: Row, values: Row) -> None:
        key = {"of_trace": trace["id"], "of_span": trace["root_span_id"]}
        self._connection.execute(_changing_root(tuple(values)), values | key)


# Each statement is built once: building it costs more than running it.


@cache
def _opening(dialect: str) -> ReturningInsert[tuple[int]]:
    return (
        insert_for_dialect(dialect, traces)
        .on_conflict_do_nothing(index_elements=["number"])
        .returning(traces.c.number)
    )


@cache
def _sums() -> Select[*tuple[Any, ...]]:
    total = func.coalesce
    below = and_(spans.c.trace_id == bindparam("trace"), spans.c.span_id != bindparam("root"))
    return select(
        total(func.sum(spans.c.input_tokens), 0).label("input_tokens"),
        total(func.sum(spans.c.output_tokens), 0).label("output_tokens"),
        total(func.sum(spans.c.thinking_tokens), 0).label("thinking_tokens"),
        total(func.sum(spans.c.cached_tokens), 0).label("cached_tokens"),
        func.sum(spans.c.cost_usd).label("cost_usd"),
        total(func.sum(case((spans.c.cost_known, 0), else_=1)), 0).label("unknown"),
        total(func.sum(case((spans.c.status == SpanStatus.ERROR, 1), else_=0)), 0).label("errors"),
    ).where(below)


@cache
def _changing(names: tuple[str, ...]) -> Update:
    changed = update(traces).where(traces.c.id == bindparam("of_trace"))
    return changed.values({name: bindparam(name) for name in names})


@cache
def _changing_root(names: tuple[str, ...]) -> Update:
    root = and_(spans.c.trace_id == bindparam("of_trace"), spans.c.span_id == bindparam("of_span"))
    return update(spans).where(root).values({name: bindparam(name) for name in names})
