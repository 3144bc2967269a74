"""Leave nothing of deleted rows in the files of SQLite.

A deleted row stays readable in three places: in free space of its page (`secure_delete`, set on
each connection, overwrites it), in older segments of a text index, which only remembers that the
row is gone, and in the write-ahead log. https://sqlite.org/fts5.html#the_merge_command,
https://sqlite.org/wal.html. PostgreSQL's files are rewritten by `rein scrub` alone (`rewrite`),
because that locks each table.
"""

from sqlalchemy import Connection, TextClause, text

from core.store.database.engine import Database

PAGES = 500
"""Pages of the index merged in one transaction, so that other writers wait for milliseconds."""
_MERGES = (
    text("INSERT INTO trace_search(trace_search, rank) VALUES ('merge', :pages)"),
    text("INSERT INTO rating_search(rating_search, rank) VALUES ('merge', :pages)"),
)
_CHANGES = text("SELECT total_changes()")


def overwrite_deleted(database: Database) -> bool:
    """Merge each text index into one segment, then empty the log. Nothing on PostgreSQL.

    Returns False if another connection still reads the log; a later call empties it.
    """
    if database.file is None:
        return True
    for statement in _MERGES:
        merging = _merge(database, statement, -PAGES)
        while merging:
            merging = _merge(database, statement, PAGES)
    return database.truncate_log()


def _merge(database: Database, statement: TextClause, pages: int) -> bool:
    """Merge some pages, a negative number to begin. Return whether more is left to merge."""
    with database.begin() as work:
        before = _count_changes(work.connection)
        work.connection.execute(statement, {"pages": pages})
        return _count_changes(work.connection) - before >= 2


def _count_changes(connection: Connection) -> int:
    return int(connection.execute(_CHANGES).scalar_one())
