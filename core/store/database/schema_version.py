"""Compare the schema revision of a database with the revisions this program knows."""

from functools import cache

from sqlalchemy import inspect, text

from core.store.database.engine import Database
from core.store.database.metadata import metadata
from core.store.database.migrate import scripts


@cache
def known_revisions() -> tuple[str, ...]:
    """Return every revision this program knows, newest first."""
    return tuple(script.revision for script in scripts().walk_revisions())


def newest_revision() -> str:
    """Return the newest revision this program knows."""
    return known_revisions()[0]


def has_tables(database: Database) -> bool:
    """Return whether a database has tables of Rein. Raises StorageUnavailable if unreachable."""
    with database.read() as connection:
        there = set(inspect(connection).get_table_names())
    return bool(there & {"alembic_version", *metadata.tables})


def read_schema_revision(database: Database) -> str:
    """Return the revision of a database. Raises StorageUnavailable if it has none."""
    with database.read() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
