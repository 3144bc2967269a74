"""Read filtered lists of traces, and one trace with its spans and full texts."""

from datetime import timedelta
from functools import partial

from sqlalchemy import func, select

from core.store.database.engine import Database
from core.store.database.pagination import Page, clamp_limit, cut_page, encode_cursor
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.slices.choices import list_values
from core.store.traces.errors import find_errors
from core.store.traces.list_query import (
    cursor_position,
    has_figure,
    page_query,
    select_traces,
)
from core.store.traces.list_rows import (
    FilterChoices,
    Neighbours,
    Payload,
    SpanRow,
    TraceDetail,
    TraceFilter,
    TraceOrder,
    TraceOwner,
    TraceRow,
)
from core.store.traces.matching import matching_numbers
from core.store.traces.span_rows import INPUT, OUTPUT
from core.store.traces.tables import payloads, spans, traces
from core.store.traces.texts import fill_previews, load_texts
from core.tracing.span_record import SpanStatus

__all__ = [
    "FilterChoices",
    "Neighbours",
    "Payload",
    "SpanRow",
    "TraceDetail",
    "TraceFilter",
    "TraceOrder",
    "TraceOwner",
    "TraceRow",
    "count_traces",
    "find_neighbours",
    "find_payload",
    "find_payloads",
    "find_trace",
    "find_trace_owner",
    "list_filter_choices",
    "list_traces",
]


def list_traces(
    database: Database,
    filter_: TraceFilter,
    *,
    order: TraceOrder = TraceOrder.NEWEST,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[TraceRow]:
    """Return the traces that pass the filter. Raises InvalidInput for a cursor of another list."""
    with database.read() as connection:
        query = page_query(connection, filter_, order, cursor)
        found = fetch_all(connection, query.limit(clamp_limit(limit) + 1))
        page = cut_page(
            found, limit, lambda row: encode_cursor(*(cursor_position(order, row) or ()))
        )
        errors = find_errors(connection, [row["id"] for row in page.rows if _has_error(row)])
    rows = (_to_trace(row | {"error": errors.get(row["id"])}) for row in page.rows)
    return Page(rows=tuple(rows), next_cursor=page.next_cursor)


def _has_error(row: Row) -> bool:
    return bool(row["errors"]) or row["status"] == SpanStatus.ERROR


def count_traces(
    database: Database,
    filter_: TraceFilter,
    *,
    order: TraceOrder = TraceOrder.NEWEST,
    at_most: int = 10_000,
) -> int:
    """Return how many traces a list in this order has, counting no further than `at_most`."""
    with database.read() as connection:
        matching = matching_numbers(connection, filter_, order=order)
        matching.conditions.extend(has_figure(order))
        some = matching.newest(at_most).subquery()
        return connection.execute(select(func.count()).select_from(some)).scalar_one()


def find_neighbours(
    database: Database, filter_: TraceFilter, order: TraceOrder, trace_id: str
) -> Neighbours:
    """Return the traces before and after one in a list; none if the list leaves it out."""
    with database.read() as connection:
        row = fetch_one(connection, select(traces).where(traces.c.id == trace_id))
        place = None if row is None else cursor_position(order, row)
        if place is None:
            return Neighbours(before=None, after=None)
        cursor = encode_cursor(*place)
        before, after = (
            connection.execute(
                page_query(connection, filter_, order, cursor, backward=backward)
                .with_only_columns(traces.c.id)
                .limit(1)
            ).scalar()
            for backward in (True, False)
        )
    return Neighbours(before=before, after=after)


def find_trace(database: Database, trace_id: str) -> TraceDetail | None:
    """Return a trace with its spans, or None."""
    with database.read() as connection:
        row = fetch_one(connection, select_traces().where(traces.c.id == trace_id))
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


def find_payloads(database: Database, trace_id: str) -> dict[str, Payload]:
    """Return the full texts of all spans of a trace, by span id."""
    with database.read() as connection:
        rows = fetch_all(connection, select(spans).where(spans.c.trace_id == trace_id))
        texts = load_texts(connection, rows, where=payloads.c.trace_id == trace_id)
    return {
        row["span_id"]: Payload(input=texts.text_of(row, INPUT), output=texts.text_of(row, OUTPUT))
        for row in rows
    }


def list_filter_choices(database: Database, *, sample: bool) -> FilterChoices:
    """Return the values that the traces have."""
    with database.read() as connection:
        values = partial(list_values, connection, sample=sample)
        return FilterChoices(
            names=values("name"),
            models=values("writer_model"),
            prompt_versions=values("prompt_version"),
            kinds=values("kind"),
            languages=values("language"),
            tiers=values("tier"),
        )


def _to_trace(row: Row) -> TraceRow:
    same = TraceRow.__dataclass_fields__.keys() & row.keys()
    return TraceRow(
        **{name: row[name] for name in same - {"status"}},
        trace_id=row["id"],
        status=SpanStatus(row["status"]),
        stars=None if row["half_stars"] is None else row["half_stars"] / 2,
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
