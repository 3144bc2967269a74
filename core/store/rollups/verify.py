"""Compare the rollups of some days with the facts, without changing anything."""

import math
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select, text

from core.store.calls.tables import llm_calls
from core.store.database.upsert import key_names
from core.store.ratings.tables import ratings
from core.store.retention.sealed_days import list_sealed_days
from core.store.rollups.declaration import Rollup
from core.store.rollups.tables import ROLLUPS, TABLES
from core.store.scores.item_rollup import item_facts
from core.store.scores.tables import evaluation_items, evaluations
from core.store.traces.rows import min_number_at
from core.store.traces.tables import traces

Sums = dict[tuple[object, ...], dict[str, float]]

_SINCE: dict[Table, Callable[[datetime], ColumnElement[bool]]] = {
    traces: lambda start: traces.c.number >= min_number_at(start),
    evaluations: lambda start: evaluations.c.created_at >= start,
    evaluation_items: lambda start: item_facts.c.created_at >= start,
    ratings: lambda start: ratings.c.created_at >= start,
    llm_calls: lambda start: llm_calls.c.started_at >= start,
}
"""Conditions on an index for the facts since a moment, so that a large table is not scanned."""


def differing_rollups(connection: Connection, days: Sequence[date]) -> tuple[str, ...]:
    """Return the names of rollups that differ from the facts. The transaction must be new.

    Sealed days are left out: some of their facts were removed by age.
    """
    # Both sides must be read as of one moment, as SQLite does by default.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
    sealed = list_sealed_days(connection)

    def differs(rollup: Rollup) -> bool:
        whole = [day for day in days if day not in sealed.get(rollup.name, ())]
        if not whole:
            return False
        stored = _stored(connection, TABLES[rollup.name], whole)
        return not _same(_recounted(connection, rollup, whole), stored)

    return tuple(rollup.name for rollup in ROLLUPS if differs(rollup))


def _recounted(connection: Connection, rollup: Rollup, days: Sequence[date]) -> Sums:
    sums: Sums = {}
    for query in rollup.selects(connection.dialect.name, days=days):
        narrowed = _narrowed(query, rollup, days)
        sums |= _sums(connection, TABLES[rollup.name], narrowed)
    return sums


def _stored(connection: Connection, table: Table, days: Sequence[date]) -> Sums:
    return _sums(connection, table, select(table).where(table.c.day.in_(days)))


def _narrowed(query: Select[Any], rollup: Rollup, days: Sequence[date]) -> Select[Any]:
    """Return the query with conditions that let it use an index."""
    start = datetime.combine(min(days), time.min, tzinfo=UTC)
    if rollup.fact not in _SINCE:
        return query
    narrowed = query.where(_SINCE[rollup.fact](start))
    # The indexes of these facts begin with the sample.
    rows = rollup.source.c
    return narrowed.where(rows.sample.in_([True, False])) if "sample" in rows else narrowed


def _sums(connection: Connection, table: Table, query: Select[Any]) -> Sums:
    """Return the sums by key, without rows that are 0 everywhere."""
    keys = key_names(table)
    found: Sums = {}
    for row in connection.execute(query).mappings():
        sums = {name: float(value) for name, value in row.items() if name not in keys}
        if any(sums.values()):
            found[tuple(row[name] for name in keys)] = sums
    return found


def _same(expected: Sums, stored: Sums) -> bool:
    return expected.keys() == stored.keys() and all(
        math.isclose(value, stored[key].get(name, 0.0), rel_tol=1e-6, abs_tol=1e-6)
        for key, sums in expected.items()
        for name, value in sums.items()
    )
