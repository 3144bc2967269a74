"""The schema the migrations make is the schema the code reads and writes."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from core.storage import migrate
from core.storage.engine import Database
from core.storage.tables import metadata
from tests.integration.conftest import create_database, drop_database

QUEUE = "procrastinate_"
"""Tables of the job queue on PostgreSQL; they are made by core.jobs, in whichever test comes first."""


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Tell whether a table is described in core.storage.tables: neither the text index nor the queue is."""
    return not (kind in {"table", "index"} and (name or "").startswith(("trace_search", QUEUE)))


def test_the_migrations_make_exactly_the_tables_of_the_code(database: Database) -> None:
    with database.read() as connection:
        options = {"compare_type": True, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    database.migrate()

    database.ping()


def test_two_processes_may_migrate_the_same_sqlite_file_at_once(tmp_path: Path) -> None:
    migrate_together([f"sqlite:///{tmp_path / 'rein.db'}"] * 4)


@pytest.mark.postgres
def test_two_replicas_may_migrate_the_same_server_at_once(postgres_server: str) -> None:
    create_database(postgres_server, "migrated_together")

    migrate_together([postgres_server.format("migrated_together")] * 4)

    drop_database(postgres_server, "migrated_together")


def migrate_together(urls: list[str]) -> None:
    failures: list[BaseException] = []

    def start(url: str) -> None:
        database = Database.open(url)
        try:
            database.migrate()
            database.ping()
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)
        finally:
            database.close()

    threads = [threading.Thread(target=start, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_the_migrations_are_found_from_any_folder(tmp_path: Path) -> None:
    program = "from core.storage.engine import Database; d = Database.open('sqlite:///there.db'); d.migrate(); d.ping()"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}

    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True)

    assert (tmp_path / "there.db").stat().st_size > 0


def test_a_failed_migration_leaves_the_database_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'rein.db'}")
    whole = migrate.to_head

    def fail_late(connection: Connection) -> None:
        whole(connection)
        raise RuntimeError("the power went out")

    monkeypatch.setattr(migrate, "to_head", fail_late)
    with pytest.raises(RuntimeError, match="the power went out"):
        database.migrate()

    monkeypatch.undo()
    with database.read() as connection:
        assert inspect(connection).get_table_names() == []
    database.migrate()
    database.ping()
    database.close()


class TakenBackAgain(Exception):
    """Ends a transaction whose changes other tests must not see."""


def test_every_migration_can_be_taken_back(database: Database) -> None:
    with pytest.raises(TakenBackAgain), database.begin() as work:  # noqa: PT012 - it is the transaction that ends so
        config = Config()
        config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
        config.attributes["connection"] = work.connection
        command.downgrade(config, "base")

        left = {name for name in inspect(work.connection).get_table_names() if not name.startswith(QUEUE)}
        assert left == {"alembic_version"}
        raise TakenBackAgain
