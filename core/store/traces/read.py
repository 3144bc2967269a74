"""Read filtered lists of traces, and one trace with its spans and full texts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, false, func, select

from core.store.database.engine import Database
from core.store.database.pagination import Page, clamp_limit, cut_page, decode_cursor, encode_cursor
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.goals.tables import goals
from core.store.rollups.tables import rollup_traces
from core.store.traces.list_rows import (
    FilterChoices,
    Payload,
    SpanRow,
    TraceDetail,
    TraceFilter,
    TraceOwner,
    TraceRow,
)
from core.store.traces.rows import min_number_at
from core.store.traces.search import (
    matches_on_postgres,
    matches_on_sqlite,
    split_words,
    trace_search,
    without_index,
)
from core.store.traces.span_rows import INPUT, OUTPUT
from core.store.traces.tables import payloads, spans, traces
from core.store.traces.texts import fill_previews, load_texts
from core.tracing.span_record import SpanStatus

__all__ = [
    "FilterChoices",
    "Payload",
    "SpanRow",
    "TraceDetail",
    "TraceFilter",
    "TraceOwner",
    "TraceRow",
    "count_traces",
    "find_payload",
    "find_trace",
    "find_trace_owner",
    "list_filter_choices",
    "list_traces",
]

_SEARCHED = frozenset({"search_text", "search_terms"})
_LIST_COLUMNS = [column for column in traces.columns if column.name not in _SEARCHED]


def list_traces(
    database: Database, filter_: TraceFilter, *, limit: int = 50, cursor: str | None = None
) -> Page[TraceRow]:
    """Return the traces that pass the filter, newest first."""
    source, number, conditions = _filtered(filter_, database.dialect)
    if cursor is not None:
        conditions.append(number < decode_cursor(cursor, int)[0])
    query = (
        _select_traces(source)
        .where(*conditions)
        .order_by(number.desc())
        .limit(clamp_limit(limit) + 1)
    )
    with database.read() as connection:
        found = fetch_all(connection, query)
    page = cut_page(found, limit, lambda row: encode_cursor(row["number"]))
    return Page(rows=tuple(_to_trace(row) for row in page.rows), next_cursor=page.next_cursor)


def count_traces(database: Database, filter_: TraceFilter, *, at_most: int = 10_000) -> int:
    """Return how many traces pass the filter, counting no further than `at_most`."""
    source, number, conditions = _filtered(filter_, database.dialect)
    some = select(number).select_from(source).where(*conditions).limit(at_most).subquery()
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(some)).scalar_one()


def find_trace(database: Database, trace_id: str) -> TraceDetail | None:
    """Return a trace with its spans, or None."""
    with database.read() as connection:
        row = fetch_one(connection, _select_traces(traces).where(traces.c.id == trace_id))
        if row is None:
            return None
        below = (
            select(spans)
            .where(spans.c.trace_id == trace_id)
            .order_by(spans.c.started_at, spans.c.span_id)
        )
        rows = fill_previews(fetch_all(connection, below))
    found = sorted(rows, key=lambda span: span["parent_id"] is not None)
    return TraceDetail(row=_to_trace(row), spans=tuple(_to_span(span) for span in found))


def find_trace_owner(database: Database, trace_id: str) -> TraceOwner | None:
    """Return whose trace it is, or None if there is no such trace."""
    query = select(traces.c.user_id, traces.c.sample).where(traces.c.id == trace_id)
    with database.read() as connection:
        row = fetch_one(connection, query)
    return None if row is None else TraceOwner(**row)


def find_payload(database: Database, trace_id: str, span_id: str) -> Payload | None:
    """Return the full texts of a span, or None if there is no such span."""
    query = select(spans).where(spans.c.trace_id == trace_id, spans.c.span_id == span_id)
    mine = (payloads.c.trace_id == trace_id) & (payloads.c.span_id == span_id)
    with database.read() as connection:
        row = fetch_one(connection, query)
        if row is None:
            return None
        texts = load_texts(connection, [row], where=mine)
    return Payload(input=texts.text_of(row, INPUT), output=texts.text_of(row, OUTPUT))


def list_filter_choices(database: Database, *, sample: bool) -> FilterChoices:
    """Return the distinct names, models and prompt versions, from the rollups."""
    with database.read() as connection:

        def distinct(name: str) -> tuple[str, ...]:
            column = rollup_traces.c[name]
            query = (
                select(column)
                .where(rollup_traces.c.sample.is_(sample), column != "")
                .distinct()
                .order_by(column)
            )
            return tuple(connection.execute(query).scalars())

        return FilterChoices(
            names=distinct("name"),
            models=distinct("model"),
            prompt_versions=distinct("prompt_version"),
        )


def _select_traces(source: FromClause) -> Select[Any]:
    with_goal = source.outerjoin(goals, goals.c.id == traces.c.goal_id)
    return select(*_LIST_COLUMNS, goals.c.text.label("goal_text")).select_from(with_goal)


def _filtered(
    wanted: TraceFilter, dialect: str
) -> tuple[FromClause, ColumnElement[int], list[ColumnElement[bool]]]:
    """Return the table to select from, the number to order by, and the conditions."""
    words = split_words(wanted.search)
    source: FromClause = traces
    number: ColumnElement[int] = traces.c.number
    if words and dialect == "sqlite":
        # Reading the text index itself, newest first, stops at the end of the page even for a
        # common word.
        source = trace_search.join(traces, traces.c.number == trace_search.c.rowid)
        number = trace_search.c.rowid
        conditions = [matches_on_sqlite(words), *_conditions(wanted, without_index)]
    else:
        conditions = _conditions(wanted, lambda name: traces.c[name])
        if words:
            conditions.append(matches_on_postgres(words))
        elif wanted.search.strip():
            conditions.append(false())
    if wanted.since is not None:
        conditions.append(number >= min_number_at(wanted.since))
    if wanted.until is not None:
        conditions.append(number < min_number_at(wanted.until))
    return source, number, conditions


def _conditions(
    wanted: TraceFilter, column: Callable[[str], ColumnElement[Any]]
) -> list[ColumnElement[bool]]:
    same = {
        "status": wanted.status,
        "name": wanted.name,
        "writer_model": wanted.model,
        "prompt_version": wanted.prompt_version,
        "fingerprint": wanted.fingerprint,
        "user_id": wanted.user_id,
    }
    conditions: list[ColumnElement[bool]] = [column("sample").is_(wanted.sample)]
    conditions += [column(name) == value for name, value in same.items() if value is not None]
    if wanted.exclude_name is not None:
        conditions.append(column("name") != wanted.exclude_name)
    if wanted.min_score is not None:
        conditions.append(column("overall") >= wanted.min_score)
    if wanted.max_score is not None:
        conditions.append(column("overall") <= wanted.max_score)
    return conditions


def _to_trace(row: Row) -> TraceRow:
    same = TraceRow.__dataclass_fields__.keys() & row.keys()
    return TraceRow(
        **{name: row[name] for name in same - {"status"}},
        trace_id=row["id"],
        status=SpanStatus(row["status"]),
        duration_ms=None if row["duration_us"] is None else row["duration_us"] / 1_000,
    )


def _to_span(row: Row) -> SpanRow:
    same = SpanRow.__dataclass_fields__.keys() & row.keys()
    took = row["duration_us"]
    return SpanRow(
        **{name: row[name] for name in same - {"status"}},
        status=SpanStatus(row["status"]),
        ended_at=None if took is None else row["started_at"] + timedelta(microseconds=took),
        duration_ms=None if took is None else took / 1_000,
    )
