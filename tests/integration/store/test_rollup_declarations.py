"""A dimension that is added to a declaration is in the table, the deltas and the recount."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Connection, MetaData, String, Table, select

from core.ids import new_id
from core.store.calls.rollups import CALLS
from core.store.calls.tables import llm_calls
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.rollups.declaration import Dimension, Rollup
from core.store.rollups.expressions import column
from core.store.rollups.incremental import update_rollup
from core.store.rollups.rebuild import rebuild
from core.store.unit_of_work import UnitOfWork
from tests.fakes import NOW
from tests.integration.store.paid import make_completion, make_entry

FINGERPRINT = Dimension("fingerprint", String(64), column("prompt_hash"))
TRIAL = replace(CALLS, name="rollup_trial", dimensions=(*CALLS.dimensions, FINGERPRINT))


class RolledBack(Exception):
    """Ends a transaction whose table other tests must not see."""


def make_trial(connection: Connection, rollup: Rollup) -> Table:
    table = rollup.build_table(MetaData())
    table.create(connection)
    return table


def add_calls(work: UnitOfWork, hashes: Sequence[str]) -> list[Row]:
    for hash_ in hashes:
        entry = replace(make_entry(), id=new_id(), prompt_hash=hash_)
        work.calls.open(entry)
        work.calls.close(entry.id, make_completion(), finished_at=NOW)
    return fetch_all(work.connection, select(llm_calls))


def counts_in(connection: Connection, table: Table) -> dict[str, int]:
    return {row["fingerprint"]: row["n"] for row in fetch_all(connection, select(table))}


def test_a_new_dimension_is_counted_by_deltas_and_by_a_recount(database: Database) -> None:
    found: list[dict[str, int]] = []
    rows: list[list[Row]] = []
    with pytest.raises(RolledBack), database.begin() as work:  # noqa: PT012
        table = make_trial(work.connection, TRIAL)
        calls = add_calls(work, ["one", "two", "two"])
        update_rollup(work.connection, TRIAL, table, new=calls)
        ordered = select(table).order_by(table.c.fingerprint)
        found.append(counts_in(work.connection, table))
        rows.append(fetch_all(work.connection, ordered))
        rebuild(work.connection, TRIAL, table)
        rows.append(fetch_all(work.connection, ordered))
        update_rollup(work.connection, TRIAL, table, old=calls[:1])
        found.append(counts_in(work.connection, table))
        raise RolledBack

    assert found[0] == {"one": 1, "two": 2}
    assert rows[0] == rows[1]
    assert sum(found[1].values()) == 2
