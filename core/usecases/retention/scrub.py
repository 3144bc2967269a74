"""Remove the bytes of deleted words from the database's files, as an operator asks for."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.audit.erasures import COMPLETE
from core.store.audit.values import AuditAction, AuditEntry
from core.store.database.engine import Database
from core.store.retention.overwrite import overwrite_deleted
from core.store.retention.rewrite import (
    list_tables,
    maintaining,
    rewrite_samples,
    rewrite_tables,
    wait_for_older_readers,
)
from core.store.retention.write_ahead_log import LogAccess, find_access, free_files, overwrite_log
from core.store.schema import metadata
from core.usecases.access.allow import Access, allow

__all__ = ["LogAccess", "ScrubPlan", "Scrubbed", "plan_scrub", "scrub"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScrubPlan:
    """What a scrub of PostgreSQL rewrites, and what it may do."""

    tables: int
    size: int
    """Bytes of all tables with their indexes."""
    largest: int
    """Bytes of the largest, which its copy needs on the disk."""
    log: LogAccess


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrubbed:
    """What was done. `log` is None on SQLite."""

    tables: int = 0
    """How many tables were rewritten."""
    left: tuple[str, ...] = ()
    """Tables that could not be rewritten."""
    readers: int = 0
    """Transactions that could still read what was deleted, so that it was copied."""
    samples: bool = True
    """Whether the samples for the planner are free of it."""
    freed: bool = True
    """Whether the old files were removed at once."""
    log: LogAccess | None = None
    held: int = 0
    """Old segments of the log that are held for an archive or a replica."""

    @property
    def complete(self) -> bool:
        """Whether no file of the database has any deleted row."""
        done = self.samples and self.freed and (self.log is None or self.log.may_overwrite)
        return done and not (self.left or self.readers or self.held)


@allow(Access.ADMIN)
def plan_scrub(rein: Rein, *, viewer: Viewer) -> ScrubPlan | None:
    """Return what a scrub would do on PostgreSQL; None on SQLite. Raises NotAllowed."""
    if rein.database.file is not None:
        return None
    with maintaining(rein.database) as connection:
        sizes = [size for _, size in list_tables(connection, _known()).values()]
        log = find_access(connection)
    return ScrubPlan(tables=len(sizes), size=sum(sizes), largest=max(sizes), log=log)


@allow(Access.ADMIN, changes=AuditAction.FILES_SCRUBBED)
def scrub(rein: Rein, *, viewer: Viewer) -> Scrubbed:
    """Rewrite all tables and overwrite the log. Raises NotAllowed below admin.

    On PostgreSQL each table is locked for reading and writing while it is rewritten.
    """
    if rein.database.file is None:
        done = _scrub_postgres(rein.database)
    else:
        done = Scrubbed(freed=overwrite_deleted(rein.database))
    with rein.database.begin() as work:
        entry = AuditEntry(
            at=rein.clock.now(),
            actor_id=viewer.id,
            action=AuditAction.FILES_SCRUBBED,
            details={COMPLETE: "yes" if done.complete else "no"},
        )
        work.audit.record(entry)
    return done


def _scrub_postgres(database: Database) -> Scrubbed:
    with maintaining(database) as connection:
        readers = wait_for_older_readers(connection)
        left = rewrite_tables(connection, _known())
        samples = rewrite_samples(connection, _known())
        log = find_access(connection)
        held = overwrite_log(connection) if log.may_overwrite else 0
        return Scrubbed(
            tables=len(list_tables(connection, _known())) - len(left),
            left=left,
            readers=readers,
            samples=samples,
            freed=log.may_overwrite or free_files(connection),
            log=log,
            held=held,
        )


def _known() -> list[str]:
    return sorted(metadata.tables)
