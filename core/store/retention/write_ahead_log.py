"""Overwrite PostgreSQL's write-ahead log, which holds what was written before it was deleted.

A checkpoint sets old segments free, but they are renamed for later use with their content. They are
overwritten by going through them: a switch fills the rest of a segment with zeros.
https://www.postgresql.org/docs/current/wal-configuration.html
"""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from core.store.retention.rewrite import attempt

_RIGHTS = text(
    """
    SELECT has_function_privilege('pg_switch_wal()', 'EXECUTE') AS switches,
           has_function_privilege('pg_ls_waldir()', 'EXECUTE') AS lists,
           (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
             OR COALESCE((SELECT pg_has_role(oid, 'USAGE') FROM pg_roles
                          WHERE rolname = 'pg_checkpoint'), false) AS checkpoints,
           current_setting('archive_mode') <> 'off' AS archives,
           (SELECT count(*) FROM pg_stat_replication) AS replicas,
           (SELECT count(*) FROM pg_replication_slots) AS slots
    """
)
_SEGMENTS = text("SELECT name FROM pg_ls_waldir() WHERE length(name) = 24 ORDER BY name")
_SEGMENT_NOW = text("SELECT pg_walfile_name(pg_current_wal_insert_lsn())")
_WRITE = text("SELECT pg_current_xact_id()")
_SWITCH = text("SELECT pg_switch_wal()")
_CHECKPOINT = text("CHECKPOINT")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAccess:
    """What this account of PostgreSQL may do with the log, and where else the log goes."""

    may_overwrite: bool
    archives: bool
    replicas: int
    slots: int


def find_access(connection: Connection) -> LogAccess:
    """Return what is permitted, and who else has the log."""
    row = connection.execute(_RIGHTS).one()
    return LogAccess(
        may_overwrite=row.switches and row.lists and row.checkpoints,
        archives=row.archives,
        replicas=row.replicas,
        slots=row.slots,
    )


def overwrite_log(connection: Connection) -> int:
    """Overwrite or remove all segments there are; return how many are still held for others.

    Each segment that waits for use is gone through, 16 MB at a time unless the server was built
    with another size.
    """
    last = _segment(connection)
    _switch(connection)
    connection.execute(_CHECKPOINT)  # now the old segments wait for use, or are gone
    current = _segment(connection)
    for _ in [name for name in _segments(connection) if name >= current]:
        _switch(connection)
    _switch(connection)
    connection.execute(_CHECKPOINT)
    return sum(name <= last for name in _segments(connection))


def free_files(connection: Connection) -> bool:
    """Let the server remove the old files of tables now; return whether this is permitted."""
    return attempt(connection, _CHECKPOINT)


def _switch(connection: Connection) -> None:
    """Go on to the next segment; one that holds nothing would not be left."""
    connection.execute(_WRITE)
    connection.execute(_SWITCH)


def _segment(connection: Connection) -> str:
    return str(connection.execute(_SEGMENT_NOW).scalar_one())


def _segments(connection: Connection) -> list[str]:
    return list(connection.execute(_SEGMENTS).scalars())
