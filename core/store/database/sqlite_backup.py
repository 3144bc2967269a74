"""Copy a SQLite database while it is in use, check a copy and restore it.

A copy uses the rollback journal instead of WAL, so that it is one file that can be moved alone.
The next start switches it back to WAL.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.errors import ConfigurationError, Conflict, StorageUnavailable
from core.store.database.sqlite import create_private

_FILE_SUFFIXES = ("", "-wal", "-shm", "-journal")
_BUSY_S = 8.0


def copy_database(source: Path, target: Path) -> None:
    """Write a consistent copy of `source` without blocking its writers.

    The copy gets its name only when it is complete and on the disk.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        create_private(unfinished)
        with (
            _translate_errors(),
            _connect(source) as live,
            _connect(unfinished, mode="rwc") as copy,
        ):
            live.backup(
                copy
            )  # all pages in one step: a copy in several steps restarts after every write
            copy.execute("PRAGMA journal_mode=DELETE")
        require_intact(unfinished)
        _fsync(unfinished)
        unfinished.replace(target)
        _fsync(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def require_intact(file: Path) -> None:
    """Raise ConfigurationError unless the file is an undamaged SQLite database."""
    try:
        with _connect(file) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise ConfigurationError(
            f"{file} is not a SQLite database.", advice="Choose another copy."
        ) from error
    if verdict != "ok":
        raise ConfigurationError(f"{file} is damaged.", advice="Choose another copy.")


def read_revision(file: Path) -> str:
    """Return the schema revision of a copy. Raises ConfigurationError if it is none of Rein's."""
    try:
        with _connect(file) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise ConfigurationError(
            f"{file} is not a database of Rein.", advice="Choose another copy."
        ) from error
    if row is None:
        raise ConfigurationError(f"{file} is an empty database.", advice="Choose another copy.")
    return str(row[0])


def require_not_in_use(file: Path) -> None:
    """Raise Conflict if another program has the database open; else merge its WAL into the file."""
    if not file.exists():
        return
    try:
        with _connect(file, timeout_s=0.5) as connection:
            # Leaving WAL needs exclusive access, so it fails while another program is connected.
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        mode = "in use"
    except sqlite3.DatabaseError:
        return  # a damaged file is a reason to restore a copy
    if mode != "delete":
        raise Conflict(
            f"Another program has {file} open.", advice="Stop the server first, or use --force."
        )


def move_aside(file: Path, aside: Path) -> bool:
    """Rename a database file with its journal files. Returns False if there is none.

    Programs that have it open continue on the old file until their next transaction.
    """
    if not file.exists():
        return False
    for ending in reversed(_FILE_SUFFIXES):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return True


@contextmanager
def _connect(
    file: Path, *, mode: str = "rw", timeout_s: float = _BUSY_S
) -> Iterator[sqlite3.Connection]:
    address = f"{file.absolute().as_uri()}?mode={mode}"
    with closing(
        sqlite3.connect(address, uri=True, timeout=timeout_s, isolation_level=None)
    ) as connection:
        yield connection


@contextmanager
def _translate_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StorageUnavailable(
            f"The database cannot be copied ({error}).", advice="Check the disk, then try again."
        ) from error


def _fsync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
