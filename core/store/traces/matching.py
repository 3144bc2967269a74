"""Where the traces of a filter are: a source, the number of a trace in it, and conditions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    false,
    literal_column,
    or_,
    select,
)

from core.store.slices.conditions import slice_conditions
from core.store.traces.list_rows import TraceFilter, TraceOrder
from core.store.traces.matching_days import matching_numbers_range
from core.store.traces.rows import min_number_at
from core.store.traces.search import begins_a_term, match, split_words, trace_search
from core.store.traces.selective_filters import few_numbers
from core.store.traces.tables import WITH_ERRORS, trace_terms, traces
from core.tracing.span_record import SpanStatus


@dataclass(frozen=True, slots=True)
class Sorted:
    """The column of an order, the type of its values, and which of them come first."""

    name: str
    kind: type
    descending: bool


_FIGURES = frozenset({"overall", "half_stars"})
ORDERS = {
    TraceOrder.LOWEST_SCORE: Sorted("overall", float, descending=False),
    TraceOrder.LOWEST_STARS: Sorted("half_stars", int, descending=False),
    TraceOrder.MOST_EXPENSIVE: Sorted("cost_usd", float, descending=True),
    TraceOrder.SLOWEST: Sorted("duration_us", int, descending=True),
}


@dataclass(frozen=True, slots=True)
class Matching:
    """Where the traces of a filter are, their number there, and the conditions."""

    source: FromClause
    number: ColumnElement[int]
    conditions: list[ColumnElement[bool]]

    def first(self, limit: int) -> Select[Any]:
        """Return the numbers of some that match."""
        return select(self.number).select_from(self.source).where(*self.conditions).limit(limit)

    def newest(self, limit: int) -> Select[Any]:
        """Return the numbers of the newest that match."""
        return self.first(limit).order_by(self.number.desc())


def matching_numbers(
    connection: Connection, wanted: TraceFilter, *, order: TraceOrder = TraceOrder.NEWEST
) -> Matching:
    """Return where the traces of a filter are, for a list in this order."""
    words = split_words(wanted.search)
    sqlite = connection.dialect.name == "sqlite"
    if sqlite and wanted.user_id is None and wanted.goal_id is None:
        few = few_numbers(connection, wanted)
        if few is not None:
            return _among(few, wanted, words)
    source: FromClause = traces
    columns = _columns(order, sqlite=sqlite, words=bool(words))
    conditions = _conditions(wanted, columns, searching=bool(words))
    number = columns("number")
    if words:
        found = match(connection, words, sample=wanted.sample)
        if sqlite:
            # Reading the text index itself, newest first, stops at the end of the page even for a
            # common word.
            source = trace_search.join(traces, traces.c.number == trace_search.c.rowid)
            number = trace_search.c.rowid
        if found.reads_terms:
            source = source.join(trace_terms, trace_terms.c.number == number)
        conditions.append(found.condition)
    elif wanted.search.strip():
        conditions.append(false())
    conditions += _window(wanted, number)
    known = matching_numbers_range(connection, wanted)
    if known is not None:
        conditions += [number >= known[0], number < known[1]]
    return Matching(source, number, conditions)


def _among(few: Select[tuple[int]], wanted: TraceFilter, words: tuple[str, ...]) -> Matching:
    """Return where the traces of a filter are among a few; their terms are read one by one."""
    number = traces.c.number
    conditions = _conditions(wanted, without_index, searching=True)
    conditions += [number.in_(few), *_window(wanted, without_index("number"))]
    source: FromClause = traces
    if words:
        source = traces.join(trace_terms, trace_terms.c.number == number)
        conditions += [begins_a_term(word) for word in words]
    elif wanted.search.strip():
        conditions.append(false())
    return Matching(source, number, conditions)


def _window(wanted: TraceFilter, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
    bounds = [] if wanted.since is None else [number >= min_number_at(wanted.since)]
    return bounds + ([] if wanted.until is None else [number < min_number_at(wanted.until)])


def _columns(
    order: TraceOrder, *, sqlite: bool, words: bool
) -> Callable[[str], ColumnElement[Any]]:
    """Return which columns SQLite may look up by their index, so that it walks the right one.

    Newest first, the index of a filter by equality ends in the number, so it gives the order; a
    range of figures does not. Any other order has an index of its own, and only a range of its own
    figure is a part of it.
    """
    if not sqlite:
        return traces.c.__getitem__
    ordered = None if order is TraceOrder.NEWEST else ORDERS[order].name

    def column(name: str) -> ColumnElement[Any]:
        plain = name == ordered if ordered else name not in _FIGURES
        return traces.c[name] if plain and not words else without_index(name)

    return column


def without_index(name: str) -> ColumnElement[Any]:
    """Return a column of `traces` that SQLite does not look up by an index.

    Without table statistics SQLite takes any equality for selective and would start there, querying
    the text index once per trace, or sorting all that match: minutes instead of milliseconds.
    """
    column: ColumnElement[Any] = literal_column(f"+traces.{name}", traces.c[name].type)
    return column


def _conditions(
    wanted: TraceFilter, column: Callable[[str], ColumnElement[Any]], *, searching: bool
) -> list[ColumnElement[bool]]:
    same = {
        "status": wanted.status,
        "name": wanted.name,
        "fingerprint": wanted.fingerprint,
    }
    # One person and one goal have few traces, so their index is always the way to them.
    few = {"user_id": wanted.user_id, "goal_id": wanted.goal_id}
    sample = column("sample") if searching else traces.c.sample
    conditions: list[ColumnElement[bool]] = [sample.is_(wanted.sample)]
    conditions += [column(name) == value for name, value in same.items() if value is not None]
    conditions += [traces.c[name] == value for name, value in few.items() if value is not None]
    conditions += slice_conditions(wanted.within, column, model="writer_model")
    if wanted.exclude_names:
        conditions.append(column("name").not_in(wanted.exclude_names))
    if wanted.with_errors:
        failed = or_(column("errors") > 0, column("status") == SpanStatus.ERROR)
        conditions.append(WITH_ERRORS if column("number") is traces.c.number else failed)
    for name, low, high in (
        ("overall", wanted.min_score, wanted.max_score),
        ("half_stars", *wanted.half_stars),
    ):
        if low is not None:
            conditions.append(column(name) >= low)
        if high is not None:
            conditions.append(column(name) <= high)
    return conditions
