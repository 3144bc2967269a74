"""Backs up the database while it is in use, and restores a backup."""

from dataclasses import dataclass
from pathlib import Path

from core.clock import Clock
from core.errors import ConfigurationError, Conflict, StorageUnavailable
from core.settings import Settings
from core.store.database.engine import Database
from core.store.database.schema_version import known_revisions
from core.store.database.sqlite_backup import (
    copy_database,
    move_aside,
    read_revision,
    require_intact,
    require_not_in_use,
)
from core.store.metrics.read import count_leased_runs

_WITH_POSTGRES = (
    "PostgreSQL has tools of its own: `pg_dump --format=custom --file={file} DATABASE` and "
    "`pg_restore --clean --if-exists --dbname=DATABASE {file}`; see docs/backup.md."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The result of restoring a backup."""

    file: Path
    previous: Path | None
    """Where the previous database is now; None if there was none."""


def take_backup(settings: Settings, target: Path) -> int:
    """Write a consistent copy of the SQLite database, while it is in use. Returns its bytes."""
    source = _sqlite_file(settings, target)
    if not source.exists():
        raise StorageUnavailable(
            f"There is no database at {source}.", advice="Start Rein once, or set REIN_DATA_DIR."
        )
    if target.exists():
        raise Conflict(
            f"{target} is there already.",
            advice="A copy never replaces another; choose a new name.",
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_database(source, target)
        target.chmod(0o600)  # a backup holds everything people wrote
    except OSError as error:
        raise StorageUnavailable(
            f"{target} cannot be written ({error.strerror}).", advice="Choose another place."
        ) from error
    return target.stat().st_size


def restore_backup(
    settings: Settings, copy: Path, *, clock: Clock, force: bool = False
) -> Restored:
    """Restore a backup and migrate it; the previous database stays beside it.

    Raises Conflict if runs are being worked on or another program has the database open, unless
    `force`.
    """
    file = _sqlite_file(settings, copy)
    if not copy.exists():
        raise ConfigurationError(
            f"There is no file {copy}.", advice="Name a copy made by `rein backup`."
        )
    if file.exists() and file.samefile(copy):
        raise Conflict(
            f"{copy} is the database itself.", advice="Name a copy made by `rein backup`."
        )
    require_intact(copy)
    if read_revision(copy) not in known_revisions():
        raise ConfigurationError(
            f"{copy} was made by a newer version of Rein.", advice="Update Rein first."
        )
    if not force:
        _require_idle(file, settings, clock)
        require_not_in_use(file)
    return _put_in_place(file, copy, settings, clock)


def _sqlite_file(settings: Settings, file: Path) -> Path:
    database = Database.open(settings.resolved_database_url)
    if database.file is None:
        raise ConfigurationError(
            "This command copies SQLite files.", advice=_WITH_POSTGRES.format(file=file)
        )
    return database.file


def _require_idle(file: Path, settings: Settings, clock: Clock) -> None:
    """Raise Conflict if a run has a worker, whose next checkpoint would change the backup."""
    if not file.exists():
        return
    database = Database.open(settings.resolved_database_url)
    try:
        leased = count_leased_runs(database, clock.now())
    except StorageUnavailable:
        return  # unreadable, which is a reason to restore a backup
    finally:
        database.close()
    if leased:
        raise Conflict(
            f"{leased} runs are being worked on.", advice="Stop the server first, or use --force."
        )


def _put_in_place(file: Path, copy: Path, settings: Settings, clock: Clock) -> Restored:
    incoming = file.with_name(f".{file.name}.incoming")
    aside = file.with_name(f"{file.stem}-before-{clock.now():%Y%m%dT%H%M%SZ}{file.suffix}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        copy_database(copy, incoming)
        moved = move_aside(file, aside)
        incoming.replace(file)
    except OSError as error:
        incoming.unlink(missing_ok=True)
        raise StorageUnavailable(
            f"{file} cannot be replaced ({error.strerror}).", advice="Check the folder."
        ) from error
    database = Database.open(settings.resolved_database_url)
    try:
        database.migrate()
    finally:
        database.close()
    return Restored(file=file, previous=aside if moved else None)
