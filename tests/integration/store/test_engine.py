"""Transactions, and the messages when the database fails."""

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from core.errors import ConfigurationError, StorageUnavailable
from core.ids import new_id
from core.store.database.engine import Database
from tests.factories.stored import add_goal, add_trace, make_account


def test_a_migrated_database_answers(database: Database) -> None:
    database.ping()


def test_the_reads_of_a_snapshot_share_one_transaction(database: Database) -> None:
    with database.snapshot():
        with database.read() as first, database.read() as second:
            assert first is second
        with database.snapshot(), database.read() as nested:
            assert nested is first
            nested.execute(text("SELECT 1"))
        with database.read() as later:
            assert later is first
        others: list[object] = []

        def read_elsewhere() -> None:
            with database.read() as connection:
                others.append(connection)

        thread = threading.Thread(target=read_elsewhere)
        thread.start()
        thread.join()
        assert others != [first]

    with database.read() as after:
        assert after is not first


def test_a_failed_read_ends_its_snapshot(database: Database) -> None:
    with pytest.raises(RuntimeError, match="broke"), database.snapshot():
        raise RuntimeError("the page broke")

    with database.begin() as work:
        goal = add_goal(work)
    with database.read() as connection:
        found = connection.execute(
            text("SELECT count(*) FROM goals WHERE id = :id"), {"id": goal.id}
        )
        assert found.scalar_one() == 1


def test_a_block_without_an_exception_is_committed(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)

    with database.begin() as work:
        assert work.goals.find(goal.id) == goal


def test_a_block_with_an_exception_is_rolled_back(database: Database) -> None:
    account = make_account()

    def write_and_fail() -> None:
        with database.begin() as work:
            work.accounts.ensure(account)
            raise RuntimeError("the stage broke")

    with pytest.raises(RuntimeError, match="the stage broke"):
        write_and_fail()

    with database.begin() as work:
        assert work.accounts.find(account.user.id) is None


def test_writers_on_many_threads_wait_for_each_other(database: Database) -> None:
    accounts = [make_account() for _ in range(24)]
    failures: list[BaseException] = []

    def write(mine: int) -> None:
        try:
            for account in accounts[mine::4]:
                with database.begin() as work:
                    work.accounts.ensure(account)
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)

    threads = [threading.Thread(target=write, args=(mine,)) for mine in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.begin() as work:
        found = [work.accounts.find(account.user.id) for account in accounts]
    assert failures == []
    assert found == accounts


def test_two_connections_to_one_sqlite_file_wait_for_each_other(sqlite_url: str) -> None:
    first, second = Database.open(sqlite_url), Database.open(sqlite_url)
    account = make_account()
    entered = threading.Event()

    def write_slowly() -> None:
        with first.begin() as work:
            entered.set()
            work.accounts.ensure(make_account())
            threading.Event().wait(0.2)

    slow = threading.Thread(target=write_slowly)
    slow.start()
    entered.wait()
    with second.begin() as work:
        work.accounts.ensure(account)
    slow.join()

    with first.begin() as work:
        assert work.accounts.find(account.user.id) == account
    first.close()
    second.close()


def test_a_lock_of_another_program_is_reported_as_busy(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.database.sqlite.BUSY_TIMEOUT_MS", 50)
    database = Database.open(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageUnavailable, match="busy with another write"), database.begin():
        pass

    other.close()
    database.close()


def test_sqlite_is_opened_with_durable_and_fast_pragmas(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)

    with database.read() as connection:
        settings = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        ]
    with database.begin_durable() as work:
        synchronous = work.connection.execute(text("PRAGMA synchronous")).scalar()

    assert settings == ["wal", 1, 1, 8_000]
    assert synchronous == 2
    database.close()


def test_a_read_only_database_is_reported(sqlite_url: str) -> None:
    file = sqlite_url.removeprefix("sqlite:///")
    database = Database.open(f"sqlite:///file:{file}?mode=ro&uri=true")

    with pytest.raises(StorageUnavailable) as caught, database.begin() as work:
        work.accounts.ensure(make_account())

    assert caught.value.message == "The database can be read but not written."
    assert "permissions" in caught.value.advice
    database.close()


def test_a_missing_database_file_is_detected_before_a_write(
    sqlite_url: str,
) -> None:
    database = Database.open(sqlite_url)
    database.ping()
    Path(sqlite_url.removeprefix("sqlite:///")).unlink()

    with pytest.raises(StorageUnavailable, match="is not there"), database.begin():
        pass
    with pytest.raises(StorageUnavailable, match="is not there"):
        database.ping()
    database.close()


def test_a_replaced_database_file_is_reopened(sqlite_url: str, sqlite_template: Path) -> None:
    database = Database.open(sqlite_url)
    with database.begin() as work:
        goal = add_goal(work)
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    backup = file.with_name("backup.db")
    shutil.copy(sqlite_template, backup)

    for beside in (file.with_name("rein.db-wal"), file.with_name("rein.db-shm")):
        beside.unlink(missing_ok=True)
    backup.replace(file)

    with database.begin() as work:
        assert work.goals.find(goal.id) is None
    database.close()


def test_a_file_that_is_no_database_is_reported_as_damaged(tmp_path: Path) -> None:
    (tmp_path / "rein.db").write_text(
        "this is a letter, not a database, and it is long enough to be looked at" * 20
    )
    database = Database.open(f"sqlite:///{tmp_path / 'rein.db'}")

    with pytest.raises(StorageUnavailable, match="damaged"):
        database.migrate()
    database.close()


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'nowhere' / 'rein.db'}")

    with pytest.raises(StorageUnavailable, match="cannot be reached"):
        database.migrate()
    database.close()


def test_an_empty_database_is_reported_as_not_set_up(tmp_path: Path) -> None:
    (tmp_path / "rein.db").touch()
    database = Database.open(f"sqlite:///{tmp_path / 'rein.db'}")

    with pytest.raises(StorageUnavailable, match="not set up"):
        database.ping()
    database.close()


@pytest.mark.postgres
def test_an_empty_server_database_is_reported_as_not_set_up(postgres_server: str) -> None:
    database = Database.open(postgres_server.format("postgres"))

    with pytest.raises(StorageUnavailable, match="not set up"):
        database.ping()
    database.close()


def test_an_unreachable_server_is_reported_without_its_password() -> None:
    database = Database.open("postgresql://rein:s3cret@127.0.0.1:9/rein")

    with pytest.raises(StorageUnavailable, match="cannot be reached") as caught:
        database.ping()

    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in database.address


@pytest.mark.postgres
def test_a_connection_that_died_while_idle_is_replaced(postgres_url: str) -> None:
    database = Database.open(postgres_url)
    database.ping()
    other = Database.open(postgres_url)
    with other.begin() as work:
        work.connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )

    database.ping()

    database.close()
    other.close()


@pytest.mark.parametrize(
    "url", ["", "rein.db", "mysql://localhost/rein", "sqlite://", "sqlite:///:memory:"]
)
def test_an_unusable_address_is_rejected_with_an_example(url: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Database.open(url)

    assert "sqlite:///path" in caught.value.advice


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_the_same_driver(scheme: str) -> None:
    database = Database.open(f"{scheme}://rein@localhost/rein")

    assert (database.dialect, database.address) == (
        "postgresql",
        "postgresql+psycopg://rein@localhost/rein",
    )


def test_a_reader_does_not_see_half_a_write(database: Database) -> None:
    account = make_account()
    count = text("SELECT count(*) FROM users")
    with database.begin() as work:
        work.accounts.ensure(account)
        with database.read() as connection:
            during = connection.execute(count).scalar()

    with database.read() as connection:
        assert (during, connection.execute(count).scalar()) == (0, 1)


def test_characters_that_no_database_stores_are_replaced(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work, text="a\x00b \ud800 \N{RUNNER} עברית")

    with database.begin() as work:
        stored = work.goals.find(goal.id)
    assert stored is not None
    assert stored.text == "a\ufffdb \ufffd \N{RUNNER} עברית"


def test_a_time_without_a_zone_is_rejected(database: Database) -> None:
    account = make_account()
    naive = make_account(created_at=account.created_at.replace(tzinfo=None))

    with pytest.raises(Exception, match="without a zone"), database.begin() as work:
        work.accounts.ensure(naive)


def test_a_row_cannot_point_at_nothing(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), database.begin() as work:
        add_trace(work, goal_id=new_id())


def test_a_new_file_and_its_log_can_be_read_by_their_owner_alone(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'rein.db'}")
    database.migrate()
    with database.begin() as work:
        add_goal(work)

    assert {file.name: file.stat().st_mode & 0o077 for file in tmp_path.iterdir()} == {
        "rein.db": 0,
        "rein.db-wal": 0,
        "rein.db-shm": 0,
    }
    database.close()
