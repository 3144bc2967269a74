"""Open SQLite in WAL mode, with explicit BEGIN, foreign keys and a busy timeout.

The driver begins a transaction only at the first write, which breaks a read followed by a write.
This is switched off: readers begin with BEGIN, writers with BEGIN IMMEDIATE, so that two writers
wait for each other instead of failing half-way.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_MS = 8_000
MIGRATION_TIMEOUT_MS = 120_000
"""How long to wait for another process that migrates: on a full file longer than any write."""
POOL_SIZE = 16

_BEGIN = "rein_begin"


def database_file(url: URL) -> Path | None:
    """Return the database file; None for a database in memory, which only one connection sees."""
    name = url.database or ""
    if not name or name == ":memory:" or "mode=memory" in str(url):
        return None
    return Path(name.removeprefix("file:").split("?", 1)[0])


def create_private(file: Path) -> None:
    """Create an empty file that its owner alone can read; an existing one stays as it is.

    SQLite gives the files of its log the same permissions. If the file cannot be made, SQLite says
    why when it opens it.
    """
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def open_sqlite(
    url: URL, *, synchronous: str = "NORMAL", busy_timeout_ms: int | None = None
) -> Engine:
    """Return an engine that sets the same pragmas on every connection."""
    timeout_s = (busy_timeout_ms or BUSY_TIMEOUT_MS) / 1_000
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_SIZE,
        pool_timeout=timeout_s,
        connect_args={"timeout": timeout_s},
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")  # a deleted text leaves no copy in free space
        cursor.execute(
            "PRAGMA cache_size=-16384"
        )  # 16 MB per connection, so that the pages of a list stay in memory
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    return engine


def with_write_lock(engine: Engine) -> Engine:
    """Return the same engine with transactions that take the write lock when they begin."""
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
