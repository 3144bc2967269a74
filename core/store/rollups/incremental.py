"""Add facts to the rollups and subtract them, in the transaction that writes the fact."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table

from core.store.rollups.declaration import Rollup
from core.store.rollups.expressions import Fact
from core.store.rollups.merge import add, negated
from core.store.rollups.tables import ROLLUPS, TABLES


def update_rollups(
    connection: Connection, fact: Table, *, new: Iterable[Fact] = (), old: Iterable[Fact] = ()
) -> None:
    """Add the new rows of a fact table to its rollups and subtract the old ones."""
    added, removed = list(new), list(old)
    for rollup in ROLLUPS:
        if rollup.fact is fact:
            update_rollup(connection, rollup, TABLES[rollup.name], new=added, old=removed)


def update_rollup(
    connection: Connection,
    rollup: Rollup,
    table: Table,
    *,
    new: Sequence[Fact] = (),
    old: Sequence[Fact] = (),
) -> None:
    """Add facts to one rollup and subtract others."""
    removed = (row for fact in old for row in rollup.deltas_of(fact))
    added = (row for fact in new for row in rollup.deltas_of(fact))
    add(connection, table, [*negated(removed, table), *added])
