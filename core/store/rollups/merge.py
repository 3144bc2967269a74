"""Add deltas to rollup rows."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from sqlalchemy import Connection, Table, and_, delete

from core.store.database.rows import Row
from core.store.database.upsert import Insert, insert_for_dialect, key_names, prepare


def negated(rows: Iterable[Row], table: Table) -> list[Row]:
    """Return rows that subtract what `rows` add."""
    keys = set(key_names(table))
    return [
        {name: value if name in keys else -value for name, value in row.items()} for row in rows
    ]


def add(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Add rows to the rows with the same key, each key once, in key order to avoid deadlocks."""
    keys, columns = _names(table)
    summed: dict[tuple[object, ...], Row] = {}
    for row in rows:
        amounts = summed.setdefault(tuple(row[name] for name in keys), defaultdict(int))
        for name, value in row.items():
            if name not in keys:
                amounts[name] += value
    values: list[Row] = [
        dict(zip(keys, key, strict=True)) | {name: summed[key].get(name, 0) for name in columns}
        for key in sorted(summed, key=str)
        if any(summed[key].values())
    ]
    if not values:
        return
    prepare(connection, table, tuple(values[0]), _adding).execute(connection, values)
    _drop_emptied(connection, table, values)


@cache
def _names(table: Table) -> tuple[list[str], list[str]]:
    """Return the names of the key columns and of the measures."""
    keys = key_names(table)
    return keys, [column.name for column in table.columns if column.name not in keys]


def _adding(dialect: str, table: Table) -> Insert:
    statement = insert_for_dialect(dialect, table)
    keys = key_names(table)
    changes = {c.name: c + statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changes)


def _drop_emptied(connection: Connection, table: Table, touched: list[Row]) -> None:
    """Remove rows with a count of 0; the rest of their sums is rounding error."""
    names = [name for name in ("n", "unscored") if name in table.c]
    for row in touched:
        if any(row[name] < 0 for name in names):
            same = and_(*(table.c[name] == row[name] for name in key_names(table)))
            connection.execute(delete(table).where(same, *(table.c[name] == 0 for name in names)))
