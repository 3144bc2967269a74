"""Rewrite the files of PostgreSQL, so that deleted rows are in none of them.

A deleted row stays readable in the files of its table and indexes after a plain VACUUM, in the
samples that ANALYZE took for the planner, and in the write-ahead log. VACUUM FULL writes new files
of the rows that are left. https://www.postgresql.org/docs/current/sql-vacuum.html. It keeps rows
that an older transaction may still read, so those are waited for.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, TextClause, make_url, text
from sqlalchemy.exc import DBAPIError

from core.errors import StorageUnavailable
from core.store.database.engine import Database
from core.store.database.errors import translate_errors
from core.store.database.postgres import open_postgres

QUEUE = "procrastinate\\_%"
"""The tables of the queue, which are in no declaration of ours."""
WAITS = 100
"""How often to look for older transactions, ten times a second."""
NOT_PERMITTED = "42501"
_LOCKED = frozenset({"55P03", "40P01"})

_WAIT = text("SELECT pg_sleep(0.1)")
_OWN_TRANSACTION = text("SELECT CAST(CAST(pg_current_xact_id() AS xid) AS text)")
_OLDER_READERS = text(
    """
    WITH mine AS (SELECT age(CAST(:number AS xid)) AS age)
    SELECT (SELECT count(*) FROM pg_stat_activity, mine WHERE pid <> pg_backend_pid()
              AND (datname = current_database() OR datname IS NULL)
              AND (age(backend_xmin) > mine.age OR age(backend_xid) > mine.age))
         + (SELECT count(*) FROM pg_prepared_xacts, mine WHERE age(transaction) > mine.age)
         + (SELECT count(*) FROM pg_replication_slots, mine
             WHERE age(xmin) > mine.age OR age(catalog_xmin) > mine.age)
    """
)
_FILES = text(
    """
    SELECT relname, pg_relation_filenode(oid), pg_total_relation_size(oid)
    FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
      AND (relname = ANY(:known) OR relname LIKE :queue) ORDER BY relname
    """
)
_STALE = """
    SELECT oid FROM pg_class WHERE relname = ANY(:empty)
      AND relnamespace = current_schema()::regnamespace
    UNION ALL
    SELECT indexrelid FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE relname = ANY(:empty) AND relnamespace = current_schema()::regnamespace
"""
"""Empty tables, and their indexes: one of an expression has samples of its own."""
_STALE_SAMPLES = text(
    f"""
    SELECT c.relname, a.attname FROM pg_statistic s
      JOIN pg_class c ON c.oid = s.starelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = s.staattnum
    WHERE s.starelid IN ({_STALE})
    """  # noqa: S608 - a constant
)
_CLEARS = text("SELECT to_regproc('pg_clear_attribute_stats') IS NOT NULL")
_CLEAR = text(
    "SELECT pg_clear_attribute_stats(CAST(current_schema() AS text), :relname, :attname, false)"
)
_REMOVE = text(f"DELETE FROM pg_statistic WHERE starelid IN ({_STALE})")  # noqa: S608 - a constant


@contextmanager
def maintaining(database: Database) -> Iterator[Connection]:
    """Open a connection to PostgreSQL on which each statement is a transaction of its own."""
    engine = open_postgres(make_url(database.libpq_url))
    try:
        with translate_errors(), engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")
    finally:
        engine.dispose()


def wait_for_older_readers(connection: Connection) -> int:
    """Wait until no transaction can read what is deleted; return how many still can.

    What was deleted before this call has an earlier number than the transaction it takes.
    """
    number = connection.execute(_OWN_TRANSACTION).scalar_one()
    for _ in range(WAITS):
        older = int(connection.execute(_OLDER_READERS, {"number": number}).scalar_one())
        if older == 0:
            break
        connection.execute(_WAIT)
    return older


def list_tables(connection: Connection, known: list[str]) -> dict[str, tuple[int, int]]:
    """Return the number of its file and its bytes, with indexes, by the name of each table."""
    given = {"known": known, "queue": QUEUE}
    return {name: (node, size) for name, node, size in connection.execute(_FILES, given)}


def rewrite_tables(connection: Connection, known: list[str]) -> tuple[str, ...]:
    """Rewrite all tables with their indexes and samples; return those that could not be.

    Each is locked for reading and writing while it is rewritten.
    """
    before = list_tables(connection, known)
    waiting = [name for name in before if not _rewrite(connection, name)]
    for name in waiting:
        _rewrite(connection, name)
    # A table that belongs to another account is skipped with a notice, and has its old file.
    after = list_tables(connection, known)
    return tuple(name for name, (node, _) in before.items() if after[name][0] == node)


def rewrite_samples(connection: Connection, known: list[str]) -> bool:
    """Remove the planner's samples of empty tables, and rewrite all samples.

    ANALYZE leaves those of a table that became empty as they were. Returns whether it was done.
    """
    empty = [name for name in list_tables(connection, known) if _is_empty(connection, name)]
    if connection.execute(_CLEARS).scalar_one():
        for row in connection.execute(_STALE_SAMPLES, {"empty": empty}).mappings().all():
            connection.execute(_CLEAR, dict(row))
    elif not attempt(connection, _REMOVE, {"empty": empty}):
        return False
    return _rewrite(connection, "pg_statistic")


def attempt(
    connection: Connection, statement: TextClause, given: dict[str, object] | None = None
) -> bool:
    """Run a statement; return False if this account of PostgreSQL is not permitted to."""
    try:
        connection.execute(statement, given or {})
    except DBAPIError as error:
        if _state_of(error) != NOT_PERMITTED:
            raise
        return False
    return True


def _rewrite(connection: Connection, name: str) -> bool:
    """Return False if the table was in use for too long."""
    quoted = connection.dialect.identifier_preparer.quote(name)
    try:
        connection.execute(text(f"VACUUM (FULL, ANALYZE) {quoted}"))
    except DBAPIError as error:
        if _state_of(error) not in _LOCKED | {NOT_PERMITTED}:
            raise
        return False
    return True


def _is_empty(connection: Connection, name: str) -> bool:
    quoted = connection.dialect.identifier_preparer.quote(name)
    query = text(f"SELECT NOT EXISTS (SELECT FROM {quoted})")  # noqa: S608 - a name of a table
    return bool(connection.execute(query).scalar_one())


def _state_of(error: DBAPIError) -> str | None:
    if error.connection_invalidated:
        raise StorageUnavailable("The database ended the connection.", advice="Try again.")
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state
