"""INSERT ... ON CONFLICT for either dialect: the two say the same thing through two constructs."""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from core.storage.rows import Row

Insert = postgresql.Insert | sqlite.Insert


def insert(connection: Connection, table: Table) -> Insert:
    """Return an insert that knows `on_conflict_do_update` and `on_conflict_do_nothing`."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def key_names(table: Table) -> list[str]:
    """Return the names of the primary key's columns."""
    return [column.name for column in table.primary_key]


def replace_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert rows, taking the place of rows with the same key."""
    if not rows:
        return
    statement = insert(connection, table)
    keys = key_names(table)
    changes = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes), rows)
