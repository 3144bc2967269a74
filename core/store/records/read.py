"""Read whole tables in batches, each in a transaction of its own."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, tuple_

from core.store.database.engine import Database
from core.store.records.tables import SOURCES, ColumnKind, RecordColumn, RecordSource, RecordTable

__all__ = ["ColumnKind", "Record", "RecordColumn", "RecordTable", "columns_of", "iterate_records"]

BATCH_SIZE = 2_000

Record = tuple[Any, ...]
"""The values of one record, in the order of the columns."""


def columns_of(table: RecordTable) -> tuple[RecordColumn, ...]:
    """Return the columns of a table, in the order of the file."""
    return SOURCES[table].columns


def iterate_records(
    database: Database,
    table: RecordTable,
    *,
    since: datetime | None,
    until: datetime | None,
    sample: bool,
    batch: int = BATCH_SIZE,
) -> Iterator[list[Record]]:
    """Yield the records of a table in batches, oldest first; `until` is excluded.

    A record that is written while this runs is in the file if it comes after the batches so far.
    """
    source = SOURCES[table]
    query, width = _query(source, since, until, sample=sample).limit(batch), len(source.columns)
    after: tuple[Any, ...] | None = None
    while True:
        part = query if after is None else query.where(tuple_(*source.key) > after)
        with database.read() as connection:
            rows = [tuple(row) for row in connection.execute(part)]
        if rows:
            yield [row[:width] for row in rows]
        if len(rows) < batch:
            return
        after = rows[-1][width:]


def _query(
    source: RecordSource, since: datetime | None, until: datetime | None, *, sample: bool
) -> Select[Any]:
    columns = [column.value.label(column.name) for column in source.columns]
    keys = [value.label(f"key_{place}") for place, value in enumerate(source.key)]
    query = select(*columns, *keys).select_from(source.rows).where(*source.where)
    if source.sample is not None:
        query = query.where(source.sample.is_(sample))
    if since is not None:
        query = query.where(source.at >= since)
    if until is not None:
        query = query.where(source.at < until)
    return query.order_by(*source.key)
