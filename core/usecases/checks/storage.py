"""Checks of the database: it answers, has this version's tables, and has free space."""

import shutil
from pathlib import Path

from core.store.database.schema_version import has_tables, newest_revision, revision_of
from core.usecases.checks.check import Check, Finding, State, Subject

LITTLE_ROOM = 1_000_000_000
NO_ROOM = 100_000_000
"""Bytes; SQLite needs space for its log and a copy of the largest table during migrations."""


def _database(subject: Subject) -> Finding:
    file = subject.database.file
    if subject.serving:
        subject.database.ping()
        return Finding(state=State.OK, line="It answers.")
    if file is not None and not file.exists():
        return Finding(
            state=State.WARNING, line=f"There is none yet; the first start makes {file}."
        )
    if not has_tables(subject.database):
        line = f"{subject.database.address} answers and is empty; the first start makes its tables."
        return Finding(state=State.WARNING, line=line)
    subject.database.ping()
    return Finding(state=State.OK, line=f"{subject.database.address} answers.")


def _writing(subject: Subject) -> Finding:
    if subject.database.accepts_writes():
        return Finding(state=State.OK, line="What is written is kept.")
    return Finding(
        state=State.FAILED,
        line="The database can be read but not written: it is a read-only server. Use the main one.",
    )


def _migrations(subject: Subject) -> Finding:
    there, newest = revision_of(subject.database), newest_revision()
    if there == newest:
        return Finding(state=State.OK, line=f"The tables are at version {there}, the newest.")
    return Finding(
        state=State.FAILED,
        line=f"The tables are at version {there}, this program needs {newest}. Start Rein once.",
    )


def _disk(subject: Subject) -> Finding:
    folder = _nearest(
        subject.database.file.parent if subject.database.file else subject.settings.data_dir
    )
    free = shutil.disk_usage(folder).free
    line = f"{free / 1e9:,.1f} GB free{'' if subject.serving else f' in {folder}'}."
    if free < NO_ROOM:
        return Finding(
            state=State.FAILED, line=f"{line} Make room now: nothing can be saved when it is full."
        )
    if free < LITTLE_ROOM:
        return Finding(state=State.WARNING, line=f"{line} Make room soon.")
    return Finding(state=State.OK, line=line)


def _nearest(folder: Path) -> Path:
    """Return the folder, or its nearest existing ancestor."""
    folder = folder.absolute()
    return next(place for place in (folder, *folder.parents) if place.exists())


DATABASE = Check(name="database", look=_database, essential=True)
WRITING = Check(name="writing", look=_writing, reads=True)
MIGRATIONS = Check(name="migrations", look=_migrations, essential=True, reads=True)
DISK = Check(name="disk", look=_disk)
