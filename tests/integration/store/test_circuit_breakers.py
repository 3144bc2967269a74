"""Circuit breakers in the database are shared by all workers and survive a restart."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from core.errors import ModelError, ModelFault
from core.llm.wrappers.circuit_breaker import CircuitBreakerModel, CircuitOpen
from core.llm.wrappers.circuit_state import CLOSED, FAILURE_THRESHOLD, FIRST_OPEN_TIME, CircuitState
from core.store.circuit_breakers.sql_circuit_breakers import CACHE_SECONDS, SqlCircuitBreakers
from core.store.database.engine import Database
from tests.factories.calls import make_call
from tests.fakes import NOW, FrozenClock, ScriptedModel

BUSY = ModelError(ModelFault.OVERLOADED, "m is overloaded.")
THREADS = 20


@pytest.fixture
def other(database_url: str) -> Iterator[Database]:
    """The same database, as another process has it open."""
    opened = Database.open(database_url)
    yield opened
    opened.close()


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect what is sent to any database inside."""
    sent: list[str] = []

    def note(*told: object) -> None:
        sent.append(str(told[2]))

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


def fail(guarded: CircuitBreakerModel, times: int = FAILURE_THRESHOLD) -> None:
    for _ in range(times):
        with pytest.raises(ModelError, match="overloaded"):
            guarded.complete(make_call())


def guard(
    database: Database, clock: FrozenClock, *replies: str | ModelError
) -> CircuitBreakerModel:
    return CircuitBreakerModel(
        ScriptedModel(replies, name="m", provider="p"), SqlCircuitBreakers(database, clock), clock
    )


def test_a_circuit_state_round_trips(
    database: Database, other: Database, clock: FrozenClock
) -> None:
    state = CircuitState(
        failures=7,
        last_failure_at=NOW,
        open_until=NOW + timedelta(seconds=15.5),
        consecutive_opens=2,
        probe_until=NOW + timedelta(minutes=3),
        reason="“m” is überlastet",
    )

    assert SqlCircuitBreakers(database, clock).read("p/m") == (CLOSED, 0)
    assert SqlCircuitBreakers(database, clock).swap("p/m", state, revision=0)

    assert SqlCircuitBreakers(other, clock).read("p/m") == (state, 1)
    assert SqlCircuitBreakers(other, clock).read("p/other") == (CLOSED, 0)


def test_a_circuit_opened_by_one_worker_is_open_for_all(
    database: Database, other: Database, clock: FrozenClock
) -> None:
    elsewhere = guard(other, clock, "ok")
    elsewhere.complete(make_call())

    fail(guard(database, clock, *[BUSY] * FAILURE_THRESHOLD))
    clock.advance(CACHE_SECONDS)

    with pytest.raises(CircuitOpen, match="m is overloaded"):
        elsewhere.complete(make_call())


def test_failures_of_several_workers_add_up(
    database: Database, other: Database, clock: FrozenClock
) -> None:
    here, there = guard(database, clock, *[BUSY] * 3), guard(other, clock, *[BUSY] * 2)

    for one in (here, there, here, there, here):
        fail(one, times=1)

    state, revision = SqlCircuitBreakers(database, clock).read("p/m")
    assert (state.failures, state.is_open, revision) == (5, True, 5)


def test_a_stale_revision_changes_no_state(
    database: Database, other: Database, clock: FrozenClock
) -> None:
    here, there = SqlCircuitBreakers(database, clock), SqlCircuitBreakers(other, clock)
    for each in (here, there):
        each.read("p/m")

    assert here.swap("p/m", CircuitState(failures=1), revision=0)
    assert not there.swap("p/m", CircuitState(failures=9), revision=0)
    assert there.read("p/m") == (CircuitState(failures=1), 1)
    assert there.swap("p/m", CircuitState(failures=2), revision=1)
    assert not here.swap("p/m", CircuitState(failures=9), revision=1)


def test_a_call_with_a_closed_circuit_costs_no_query(
    database: Database, clock: FrozenClock
) -> None:
    guarded = guard(database, clock, *["ok"] * 4)
    guarded.complete(make_call())

    with statements() as sent:
        for _ in range(2):
            guarded.complete(make_call())
        assert [text for text in sent if "model_breakers" in text] == []
        clock.advance(CACHE_SECONDS)
        guarded.complete(make_call())

    (only,) = [text for text in sent if "model_breakers" in text]
    assert only.startswith("SELECT")


def test_a_spent_daily_quota_survives_a_restart(
    database: Database, other: Database, clock: FrozenClock
) -> None:
    spent = ModelError(
        ModelFault.RATE_LIMITED, "m is out of quota.", retry_after_s=7_200, daily=True
    )
    with pytest.raises(ModelError):
        guard(database, clock, spent).complete(make_call())

    clock.advance(timedelta(hours=2) - timedelta(seconds=1))
    after_restart = guard(other, clock, "ok")
    with pytest.raises(CircuitOpen):
        after_restart.complete(make_call())
    clock.advance(CACHE_SECONDS)

    assert after_restart.complete(make_call()).text == "ok"


def test_all_threads_of_two_processes_make_one_probe(
    database: Database, database_url: str, clock: FrozenClock
) -> None:
    fail(guard(database, clock, *[BUSY] * FAILURE_THRESHOLD))
    due = str(FIRST_OPEN_TIME.total_seconds())
    program = [
        sys.executable,
        "-m",
        "tests.integration.store.probing",
        database_url,
        str(THREADS),
        due,
    ]
    root = Path(__file__).parents[3]
    running = [
        subprocess.Popen(
            program, cwd=root, env=dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    replies = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], replies

    assert sorted(int(out) for out, _ in replies) == [0, 1]
