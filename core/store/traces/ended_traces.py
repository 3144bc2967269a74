"""Insert traces that have already ended, many in few statements."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, Table, select

from core.store.database.rows import Row
from core.store.database.upsert import Insert, insert_for_dialect, prepare
from core.store.goals.traits import NO_TRAITS, find_all_traits
from core.store.rollups.incremental import update_rollups
from core.store.traces.rows import closing_row, opening_row, root_span, sum_spans
from core.store.traces.span_rows import write_spans
from core.store.traces.tables import traces
from core.store.traces.terms import write_first_terms
from core.store.traces.values import EndedTrace
from core.tracing.span_record import SpanRecord


def insert_ended_traces(connection: Connection, ended: Sequence[EndedTrace]) -> None:
    """Insert traces with their spans and sums, and count them in the rollups.

    Raises an integrity error if one is already stored; then none is inserted.
    """
    if not ended:
        return
    goal_ids = {trace.opening.goal_id for trace in ended if trace.opening.goal_id is not None}
    traits = find_all_traits(connection, goal_ids)
    rows = [_row(trace, traits.get(trace.opening.goal_id or "", NO_TRAITS)) for trace in ended]
    _insert(connection, rows)
    write_first_terms(connection, rows)
    roots = [_root(trace, row) for trace, row in zip(ended, rows, strict=True)]
    write_spans(connection, [*roots, *(span for trace in ended for span in trace.spans)])
    update_rollups(connection, traces, new=rows)


def _row(trace: EndedTrace, traits: Row) -> Row:
    started_at = trace.opening.started_at
    return (
        opening_row(trace.opening)
        | closing_row(trace.closing, started_at=started_at)
        | sum_spans(trace.spans)
        | traits
    )


def _root(trace: EndedTrace, row: Row) -> SpanRecord:
    return replace(
        root_span(trace.opening),
        ended_at=trace.opening.started_at + timedelta(microseconds=row["duration_us"]),
        status=trace.closing.status,
        error=trace.closing.error,
        output=trace.closing.output,
    )


def _insert(connection: Connection, rows: list[Row]) -> None:
    left = rows
    while left:
        statement = prepare(connection, traces, tuple(left[0]), _numbered)
        if statement.execute(connection, left).rowcount == len(left):
            return
        ids = [row["id"] for row in left]
        there = set(connection.execute(select(traces.c.id).where(traces.c.id.in_(ids))).scalars())
        left = [row for row in left if row["id"] not in there]
        for row in left:  # another trace of the same microsecond has the number
            row["number"] += 1


def _numbered(dialect: str, table: Table) -> Insert:
    return insert_for_dialect(dialect, table).on_conflict_do_nothing(index_elements=["number"])
