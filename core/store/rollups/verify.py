"""Compare the rollups of some days with the facts, without changing anything."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select, text

from core.store.calls.tables import llm_calls
from core.store.database.upsert import key_names
from core.store.ratings.tables import ratings
from core.store.rollups.rebuild import ROLLUPS, recomputed
from core.store.scores.tables import evaluations
from core.store.traces.rows import number_at
from core.store.traces.tables import traces

Sums = dict[tuple[object, ...], dict[str, float]]


def differing_rollups(connection: Connection, days: Sequence[date]) -> tuple[str, ...]:
    """Return the names of rollups that differ from the facts. The transaction must be new."""
    if (
        connection.dialect.name == "postgresql"
    ):  # both sides must be read as of one moment, as SQLite does by default
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
    expected: dict[str, Sums] = {table.name: {} for table in ROLLUPS}
    for table, query in recomputed(connection.dialect.name):
        expected[table.name] |= _sums(connection, table, _narrowed(query, days))
    stored = {
        table.name: _sums(connection, table, select(table).where(table.c.day.in_(days)))
        for table in ROLLUPS
    }
    return tuple(name for name in expected if not _same(expected[name], stored[name]))


def _narrowed(query: Select[Any], days: Sequence[date]) -> Select[Any]:
    """Add the days, and conditions on an index, so that a large table is not read as a whole."""
    began = datetime.combine(min(days), time.min, tzinfo=UTC)
    indexed: dict[str, ColumnElement[bool]] = {
        "traces": traces.c.number >= number_at(began),
        "evaluations": evaluations.c.created_at >= began,
        "ratings": ratings.c.created_at >= began,
        "llm_calls": llm_calls.c.started_at >= began,
    }
    sampled = {"traces": traces, "evaluations": evaluations, "ratings": ratings}
    fact: Any = query.get_final_froms()[0]
    narrowed = query.where(fact.c.day.in_(days), indexed[fact.name])
    return narrowed.where(fact.c.sample.in_([True, False])) if fact.name in sampled else narrowed


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
