"""Insert and upsert rows on either dialect."""

from collections.abc import Callable

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import dml

from core.store.database.prepared import PreparedInsert
from core.store.database.rows import Row

Insert = postgresql.Insert | sqlite.Insert

_PREPARED: dict[tuple[object, ...], PreparedInsert] = {}


def insert(connection: Connection, table: Table) -> Insert:
    """Return an insert with `on_conflict_do_update` and `on_conflict_do_nothing`."""
    return insert_for_dialect(connection.dialect.name, table)


def insert_for_dialect(dialect: str, table: Table) -> Insert:
    """Return the same for a dialect name, for statements that are built once."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def key_names(table: Table) -> list[str]:
    """Return the names of the primary key's columns."""
    return [column.name for column in table.primary_key]


def prepare(
    connection: Connection,
    table: Table,
    names: tuple[str, ...],
    build: Callable[[str, Table], dml.Insert],
) -> PreparedInsert:
    """Return the statement of `build` for rows with these columns, compiled once per dialect."""
    dialect = connection.dialect
    key = (dialect.name, table.name, names, build)
    found = _PREPARED.get(key)
    if found is None:
        found = _PREPARED[key] = PreparedInsert.compile(
            build(dialect.name, table), table, names, dialect
        )
    return found


def insert_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert new rows. All rows have the same columns."""
    if rows:
        prepare(connection, table, tuple(rows[0]), insert_for_dialect).execute(connection, rows)


def replace_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert rows, replacing rows with the same key. All rows have the same columns."""
    if rows:
        prepare(connection, table, tuple(rows[0]), _replacing).execute(connection, rows)


def _replacing(dialect: str, table: Table) -> Insert:
    statement = insert_for_dialect(dialect, table)
    keys = key_names(table)
    changes = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changes)
