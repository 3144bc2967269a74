"""Checks of the database: it answers, has this version's tables, and has free space."""

import shutil
from pathlib import Path

from core.store.audit.erasures import count_erased_since_scrub
from core.store.database.schema_version import (
    has_tables,
    known_revisions,
    newest_revision,
    read_schema_revision,
)
from core.usecases.checks.check import Check, CheckContext, CheckResult, CheckStatus

LOW_DISK_BYTES = 1_000_000_000
FULL_DISK_BYTES = 100_000_000
"""Bytes; SQLite needs space for its log and a copy of the largest table during migrations."""


def _database(context: CheckContext) -> CheckResult:
    file = context.database.file
    if context.serving:
        context.database.ping()
        return CheckResult(state=CheckStatus.OK, line="It answers.")
    if file is not None and not file.exists():
        return CheckResult(
            state=CheckStatus.WARNING, line=f"There is none yet; the first start makes {file}."
        )
    if not has_tables(context.database):
        line = f"{context.database.address} answers and is empty; the first start makes its tables."
        return CheckResult(state=CheckStatus.WARNING, line=line)
    context.database.ping()
    return CheckResult(state=CheckStatus.OK, line=f"{context.database.address} answers.")


def _writing(context: CheckContext) -> CheckResult:
    if context.database.accepts_writes():
        return CheckResult(state=CheckStatus.OK, line="The database accepts writes.")
    return CheckResult(
        state=CheckStatus.FAILED,
        line="The database is a read-only server, so nothing can be written. Use the main one.",
    )


def _migrations(context: CheckContext) -> CheckResult:
    there, newest = read_schema_revision(context.database), newest_revision()
    if there == newest:
        return CheckResult(
            state=CheckStatus.OK, line=f"The tables are at version {there}, the newest."
        )
    if there not in known_revisions():
        return CheckResult(
            state=CheckStatus.FAILED,
            line=f"The tables are at version {there} of a newer Rein. Start that version, or "
            "restore a backup from before the upgrade.",
        )
    return CheckResult(
        state=CheckStatus.FAILED,
        line=f"The tables are at version {there}, this program needs {newest}. Start Rein once.",
    )


def _intact(context: CheckContext) -> CheckResult:
    """Look for damage: the whole file on the command line, else what was met while serving."""
    database = context.database
    if database.is_damaged if context.serving else database.find_damage():
        return CheckResult(
            state=CheckStatus.FAILED,
            line="The database file is damaged. Restore the latest backup (`rein restore`), and "
            "keep the damaged file for inspection.",
        )
    return CheckResult(state=CheckStatus.OK, line="Nothing of the database is damaged.")


def _erased(context: CheckContext) -> CheckResult:
    """Look for erased words in the files of PostgreSQL; SQLite overwrites them at once."""
    if context.database.file is not None:
        return CheckResult(
            state=CheckStatus.OK, line="The words of erased accounts are overwritten."
        )
    count = count_erased_since_scrub(context.database)
    if not count:
        return CheckResult(state=CheckStatus.OK, line="No erased account waits for a scrub.")
    accounts = "1 account was" if count == 1 else f"{count:,} accounts were"
    return CheckResult(
        state=CheckStatus.WARNING,
        line=f"{accounts} erased since PostgreSQL's files were rewritten: run `rein scrub`.",
    )


def _disk(context: CheckContext) -> CheckResult:
    folder = _nearest(
        context.database.file.parent if context.database.file else context.settings.data_dir
    )
    free = shutil.disk_usage(folder).free
    line = f"{free / 1e9:,.1f} GB free{'' if context.serving else f' in {folder}'}."
    if free < FULL_DISK_BYTES:
        return CheckResult(
            state=CheckStatus.FAILED,
            line=f"{line} Make room now: nothing can be saved when it is full.",
        )
    if free < LOW_DISK_BYTES:
        return CheckResult(state=CheckStatus.WARNING, line=f"{line} Make room soon.")
    return CheckResult(state=CheckStatus.OK, line=line)


def _nearest(folder: Path) -> Path:
    """Return the folder, or its nearest existing ancestor."""
    folder = folder.absolute()
    return next(place for place in (folder, *folder.parents) if place.exists())


DATABASE = Check(name="database", run=_database, essential=True)
WRITING = Check(name="writing", run=_writing, reads=True)
MIGRATIONS = Check(name="migrations", run=_migrations, essential=True, reads=True)
INTACT = Check(name="intact", run=_intact, essential=True, reads=True)
ERASED = Check(name="erased", run=_erased, reads=True)
DISK = Check(name="disk", run=_disk)
