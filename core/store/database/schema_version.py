"""Which version of the tables a database has, and which one this program brings."""

from functools import cache

from sqlalchemy import inspect, text

from core.store.database.engine import Database
from core.store.database.migrate import scripts
from core.store.schema import metadata


@cache
def known_revisions() -> tuple[str, ...]:
    """Return every version this program knows, the newest first."""
    return tuple(script.revision for script in scripts().walk_revisions())


def newest_revision() -> str:
    """Return the version this program brings."""
    return known_revisions()[0]


def has_tables(database: Database) -> bool:
    """Tell whether Rein was ever started on a database. Raises StorageUnavailable where it does not answer."""
    with database.read() as connection:
        there = set(inspect(connection).get_table_names())
    return bool(there & {"alembic_version", *metadata.tables})


def revision_of(database: Database) -> str:
    """Return the version a database has. Raises StorageUnavailable where it has none."""
    with database.read() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
