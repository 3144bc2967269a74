"""Recompute rollups from the facts, in SQL.

Sealed days, whose records were removed by age, are left as they were counted.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, Table, delete

from core.store.retention.sealed_days import list_sealed_days
from core.store.rollups.declaration import Rollup
from core.store.rollups.tables import ROLLUPS, TABLES


def rebuild_rollups(connection: Connection) -> None:
    """Recompute all rollups, inside the caller's transaction."""
    sealed = list_sealed_days(connection)
    for rollup in ROLLUPS:
        rebuild(connection, rollup, TABLES[rollup.name], sealed=sealed.get(rollup.name, ()))


def rebuild(
    connection: Connection, rollup: Rollup, table: Table, *, sealed: Sequence[date] = ()
) -> None:
    """Recompute one rollup, without its sealed days."""
    connection.execute(delete(table).where(table.c.day.not_in(sealed)) if sealed else delete(table))
    for query in rollup.selects(connection.dialect.name, without_days=sealed):
        names = [column.name for column in query.selected_columns]
        connection.execute(table.insert().from_select(names, query))
