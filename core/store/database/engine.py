"""Open the database, migrate it and run transactions on it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL

from core.errors import StorageDamaged, StorageUnavailable
from core.store.database import migrate
from core.store.database.address import parse_address
from core.store.database.errors import translate_errors
from core.store.database.failures import Failures
from core.store.database.postgres import open_postgres
from core.store.database.sqlite import (
    BUSY_TIMEOUT_MS,
    MIGRATION_TIMEOUT_MS,
    create_private,
    database_file,
    open_sqlite,
    with_write_lock,
)
from core.store.unit_of_work import UnitOfWork

_SQLITE = "sqlite"


class Database:
    """One database. It can be shared by threads; each method runs in its own transaction."""

    def __init__(self, url: URL, *, readers: Engine, writers: Engine, durable: Engine) -> None:
        self._url = url
        self._readers = readers
        self._writers = writers
        self._durable = durable
        self._file = database_file(url) if url.get_backend_name() == _SQLITE else None
        self._inode: int | None = None
        self._shared: ContextVar[Connection | None] = ContextVar("shared reading", default=None)
        self._failures = Failures()
        # SQLite allows one writer. Waiting on this lock is fair and wakes at once;
        # SQLite's own wait polls with growing sleeps.
        self._write_turn = threading.RLock() if self.dialect == _SQLITE else None

    @classmethod
    def open(cls, url: str) -> Self:
        """Return the database at `url` (sqlite:///path or postgresql://...) without connecting."""
        parsed = parse_address(url)
        if parsed.get_backend_name() == _SQLITE:
            readers = open_sqlite(parsed)
            durable = open_sqlite(parsed, synchronous="FULL")
            return cls(
                parsed,
                readers=readers,
                writers=with_write_lock(readers),
                durable=with_write_lock(durable),
            )
        engine = open_postgres(parsed)
        return cls(parsed, readers=engine, writers=engine, durable=engine)

    @property
    def dialect(self) -> str:
        """Return "sqlite" or "postgresql"."""
        return self._url.get_backend_name()

    @property
    def address(self) -> str:
        """Return the address without the password."""
        return self._url.render_as_string(hide_password=True)

    @property
    def libpq_url(self) -> str:
        """Return the address with its password, as PostgreSQL's tools read it. It is a secret."""
        return self._url.set(drivername="postgresql").render_as_string(hide_password=False)

    @property
    def file(self) -> Path | None:
        """Return the SQLite file; None on PostgreSQL."""
        return self._file

    @property
    def is_damaged(self) -> bool:
        """Return whether a damaged part of the file was met since the start or since a restore."""
        return self._failures.damaged

    def was_unavailable(self, *, within_s: float) -> bool:
        """Return whether a transaction of this process failed that shortly ago."""
        return self._failures.happened(within_s=within_s)

    def find_damage(self) -> bool:
        """Read the whole SQLite file and return whether it is damaged; seconds for gigabytes."""
        if self._file is None:
            return False
        try:
            with self.read() as connection:
                found = connection.execute(text("PRAGMA quick_check(1)")).scalar()
        except StorageDamaged:
            return True
        return found != "ok"

    def migrate(self) -> None:
        """Upgrade the tables to this version. Processes that do this at once take turns.

        A new SQLite file can be read by its owner alone. Raises StorageUnavailable if another
        process has held the database for two minutes.
        """
        if self._file is not None:
            create_private(self._file)
        with translate_errors(), self._lock_writes(), self._patient_writer() as connection:
            migrate.upgrade_to_head(connection)

    def ping(self) -> None:
        """Read one row. Raises StorageUnavailable if there is no database or no table."""
        with self.read() as connection:
            connection.execute(text("SELECT version_num FROM alembic_version")).one()

    def accepts_writes(self) -> bool:
        """Return whether a transaction may write. Raises StorageUnavailable if it is locked."""
        with self.begin() as work:  # on SQLite this takes the lock that writing takes
            if self.dialect == _SQLITE:
                return work.connection.execute(text("PRAGMA query_only")).scalar() == 0
            return work.connection.execute(text("SHOW transaction_read_only")).scalar() == "off"

    @contextmanager
    def begin(self, *, wait_s: float | None = None) -> Iterator[UnitOfWork]:
        """Open a transaction that writes, within `wait_s` if given; an exception rolls it back."""
        with self._connected(self._writers, wait_s=wait_s) as connection:
            work = UnitOfWork(connection)
            yield work
            work.finish()

    @contextmanager
    def begin_durable(self) -> Iterator[UnitOfWork]:
        """Open a transaction whose commit is on the disk when it returns, for what was paid for."""
        with self._connected(self._durable) as connection:
            work = UnitOfWork(connection)
            yield work
            work.finish()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open one transaction for reading: all selects in it see the same moment on SQLite."""
        shared = self._shared.get()
        if shared is not None:
            yield shared
            return
        self._require_file()
        with self._failures.note(), translate_errors(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all reads of the block use one transaction: a page asks thirty times.

        On PostgreSQL each transaction is three round trips. What the block itself writes may not be
        seen by its later reads.
        """
        with self.read() as connection:
            before = self._shared.set(connection)
            try:
                yield
            finally:
                self._shared.reset(before)

    def truncate_log(self) -> bool:
        """Move SQLite's write-ahead log into the database file, and empty it.

        Returns False if another connection still reads it. PostgreSQL manages its log itself.
        """
        if self._file is None:
            return True
        with translate_errors(), self._lock_writes():
            connection = self._readers.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy, _frames, _moved = cursor.fetchone() or (0, 0, 0)
            finally:
                connection.close()
        return not busy

    def close(self) -> None:
        """Close all connections."""
        self._readers.dispose()
        self._durable.dispose()

    @contextmanager
    def _connected(self, engine: Engine, *, wait_s: float | None = None) -> Iterator[Connection]:
        self._require_file()
        with (
            self._failures.note(),
            translate_errors(),
            self._lock_writes(wait_s),
            engine.begin() as connection,
        ):
            yield connection

    @contextmanager
    def _patient_writer(self) -> Iterator[Connection]:
        """Open a transaction that waits as long as another process may need to migrate."""
        if self._file is None:
            with self._writers.begin() as connection:
                yield connection
            return
        engine = open_sqlite(self._url, busy_timeout_ms=MIGRATION_TIMEOUT_MS)
        try:
            with with_write_lock(engine).begin() as connection:
                yield connection
        finally:
            engine.dispose()

    @contextmanager
    def _lock_writes(self, wait_s: float | None = None) -> Iterator[None]:
        if self._write_turn is None:
            yield
            return
        timeout_s = BUSY_TIMEOUT_MS / 1_000 if wait_s is None else wait_s
        if not self._write_turn.acquire(timeout=timeout_s):
            raise StorageUnavailable(
                "The database is busy with another write.", advice="Try again in a moment."
            )
        try:
            yield
        finally:
            self._write_turn.release()

    def _require_file(self) -> None:
        """Reconnect if the file was replaced: open connections would write into the old one.

        Raises StorageUnavailable if the file is missing.
        """
        if self._file is None:
            return
        try:
            inode = self._file.stat().st_ino
        except OSError as error:
            raise StorageUnavailable(
                f"The database file {self._file} is not there.",
                advice="Put it back, or restart Rein to begin with an empty one.",
            ) from error
        if self._inode is not None and inode != self._inode:
            self.close()
            self._failures.damaged = False
        self._inode = inode
