"""Recompute rollups from the facts, in SQL."""

from sqlalchemy import Connection, Table, delete

from core.store.rollups.declaration import Rollup
from core.store.rollups.tables import ROLLUPS, TABLES


def rebuild_rollups(connection: Connection) -> None:
    """Recompute all rollups, inside the caller's transaction."""
    for rollup in ROLLUPS:
        rebuild(connection, rollup, TABLES[rollup.name])


def rebuild(connection: Connection, rollup: Rollup, table: Table) -> None:
    """Recompute one rollup."""
    connection.execute(delete(table))
    for query in rollup.selects(connection.dialect.name):
        names = [column.name for column in query.selected_columns]
        connection.execute(table.insert().from_select(names, query))
