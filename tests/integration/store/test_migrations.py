"""The schema of the migrations equals the schema of the code."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select

from core.store.calls.tables import llm_calls
from core.store.database import migrate, postgres, sqlite
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.rollups.tables import rollup_calls
from core.store.schema import metadata
from tests.factories.stored import add_goal, add_run
from tests.fakes import NOW
from tests.integration.conftest import create_database, drop_database
from tests.integration.store.paid import make_completion, make_entry

QUEUE = "procrastinate_"
"""Prefix of the job queue's tables on PostgreSQL, which core.jobs creates in any test."""


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Return whether core.store.schema describes a table: not a text index, not the queue."""
    others = ("trace_search", "rating_search", QUEUE)
    return not (kind in {"table", "index"} and (name or "").startswith(others))


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


def test_a_process_waits_for_a_migration_that_takes_longer_than_any_write(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", 50)
    monkeypatch.setattr(postgres, "LOCK_TIMEOUT_MS", 50)
    first, second = Database.open(database_url), Database.open(database_url)
    entered, whole = threading.Event(), migrate.upgrade_to_head

    def take_long(connection: Connection) -> None:
        whole(connection)
        if not entered.is_set():
            entered.set()
            time.sleep(0.4)

    monkeypatch.setattr(migrate, "upgrade_to_head", take_long)
    slow = threading.Thread(target=first.migrate)
    slow.start()
    entered.wait()
    second.migrate()

    slow.join()
    first.close()
    second.close()


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
    program = (
        "from core.store.database.engine import Database; "
        "d = Database.open('sqlite:///there.db'); d.migrate(); d.ping()"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}

    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True)

    assert (tmp_path / "there.db").stat().st_size > 0


def test_a_failed_migration_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'rein.db'}")
    whole = migrate.upgrade_to_head

    def fail_late(connection: Connection) -> None:
        whole(connection)
        raise RuntimeError("the power went out")

    monkeypatch.setattr(migrate, "upgrade_to_head", fail_late)
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


def config_of(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def test_calls_from_before_calls_had_a_day_are_dated_and_counted(
    database: Database,
) -> None:
    late = datetime(2027, 1, 3, 23, 59, 59, 999_999, tzinfo=UTC)
    with pytest.raises(TakenBackAgain), database.begin() as work:  # noqa: PT012
        run = add_run(work, add_goal(work))
        paid, open_one = replace(make_entry(run_id=run.id), started_at=late), make_entry()
        work.calls.open(paid)
        work.calls.close(
            paid.id, make_completion(), finished_at=late + timedelta(microseconds=1_500_001)
        )
        work.calls.open(open_one)

        command.downgrade(config_of(work.connection), "0005")
        assert {"day", "user_id", "tier"}.isdisjoint(column_names(work.connection, "llm_calls"))
        command.upgrade(config_of(work.connection), "head")

        rows = {row["id"]: row for row in fetch_all(work.connection, select(llm_calls))}
        of_run, of_nobody = rows[paid.id], rows[open_one.id]
        assert (of_run["day"], of_run["user_id"], of_run["goal_id"]) == (
            late.date(),
            run.user_id,
            run.goal_id,
        )
        assert (of_nobody["day"], of_nobody["user_id"], of_nobody["goal_id"]) == (
            NOW.date(),
            None,
            None,
        )
        assert {row["tier"] for row in rows.values()} == {"basic"}
        assert (of_run["started_at"], of_run["cost_usd"], of_run["reserved_nano_usd"]) == (
            late,
            0.5,
            0,
        )
        work.rebuild_rollups()
        (counted,) = fetch_all(work.connection, select(rollup_calls))
        assert (counted["day"], counted["n"], counted["cost_usd"]) == (late.date(), 1, 0.5)
        assert counted["duration_us"] == 1_500_001
        raise TakenBackAgain


def column_names(connection: Connection, table: str) -> set[str]:
    return {column["name"] for column in inspect(connection).get_columns(table)}


def test_every_migration_can_be_downgraded(database: Database) -> None:
    with pytest.raises(TakenBackAgain), database.begin() as work:  # noqa: PT012
        command.downgrade(config_of(work.connection), "base")

        left = {
            name
            for name in inspect(work.connection).get_table_names()
            if not name.startswith(QUEUE)
        }
        assert left == {"alembic_version"}
        raise TakenBackAgain
