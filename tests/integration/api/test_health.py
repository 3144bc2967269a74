"""Probes answer correctly and quickly about a database that is down, slow or back."""

import asyncio
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app import services
from app.api.probe import probe
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import StorageDamaged
from core.goals.goal import Circumstances
from core.usecases.checks import DOCTOR, HEALTH
from core.usecases.checks.check import Check, CheckContext, CheckResult, CheckStatus
from core.usecases.checks.storage import DISK
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.background_workers import start_working
from tests.fakes import FrozenClock


def checks_of(client: TestClient) -> dict[str, Any]:
    checks: dict[str, Any] = client.get("/health").json()["checks"]
    return checks


def test_a_serving_process_reports_every_part_with_its_latency(
    client: TestClient, rein: Rein
) -> None:
    start_working(rein)

    answer = client.get("/health")

    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    parts = [
        "database",
        "migrations",
        "intact",
        "writing",
        "queue",
        "schedule",
        "breakers",
        "exports",
        "sinks",
        "mail",
        "disk",
    ]
    assert list(answer.json()["checks"]) == parts
    assert all(
        part["status"] == "ok" and part["latency_ms"] >= 0
        for part in answer.json()["checks"].values()
    )


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/health/startup"])
def test_probes_answer_200_when_all_is_well(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_ready_follows_the_database_down_and_up(client: TestClient, tmp_path: Path) -> None:
    file, away = tmp_path / "rein.db", tmp_path / "away.db"
    assert client.get("/health/ready").status_code == 200

    file.rename(away)
    gone = client.get("/health/ready")
    alive = client.get("/health/live")
    away.rename(file)
    back = client.get("/health/ready")

    assert (gone.status_code, gone.json()["status"]) == (503, "unavailable")
    assert "not there" in gone.json()["checks"]["database"]["detail"]
    assert str(tmp_path) not in gone.text
    assert alive.status_code == 200
    assert (back.status_code, back.json()["status"]) == (200, "ok")


@pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # PostgreSQL keeps its schema from test to test
def test_tables_of_another_version_are_not_ready(client: TestClient, rein: Rein) -> None:
    with rein.database.begin() as work:
        work.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"]["status"] == "failed"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_damaged_file_is_not_ready_from_the_first_read_that_meets_it(
    client: TestClient, rein: Rein, tmp_path: Path
) -> None:
    assert client.get("/health/ready").status_code == 200
    rein.database.truncate_log()
    rein.database.close()
    spoil(tmp_path / "rein.db")

    with pytest.raises(StorageDamaged), rein.database.begin() as work:
        work.connection.exec_driver_sql("SELECT count(*), max(name) FROM users").all()

    found = client.get("/health/ready")
    assert (found.status_code, found.json()["checks"]["intact"]["status"]) == (503, "failed")


def spoil(file: Path) -> None:
    """Overwrite all pages but the first, which holds the schema's beginning, and the second."""
    size = 4_096
    pages = file.stat().st_size // size
    with file.open("r+b") as content:
        for number in range(2, pages):
            content.seek(number * size)
            content.write(b"\xaa" * size)


def test_health_reveals_no_path_or_address_of_the_machine(client: TestClient, rein: Rein) -> None:
    answer = client.get("/health").text

    assert rein.database.address not in answer
    assert str(rein.settings.data_dir) not in answer


def test_a_process_without_workers_is_degraded_but_serves(client: TestClient) -> None:
    answer = client.get("/health")

    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["checks"]["queue"]["status"] == "failed"


def test_runs_that_wait_too_long_are_a_warning(
    client: TestClient, rein: Rein, clock: FrozenClock
) -> None:
    rein.jobs.start(lambda _run: None, lambda: ())  # a worker that finds nothing to do
    submit_goal(
        rein, viewer=LOCAL_VIEWER, text="Read 12 books", circumstances=Circumstances(), key="k"
    )
    assert checks_of(client)["queue"]["status"] == "ok"

    clock.advance(timedelta(minutes=3))

    assert checks_of(client)["queue"]["status"] == "warning"


def test_a_refused_delivery_is_a_warning(client: TestClient, rein: Rein) -> None:
    with rein.database.begin() as work:
        work.connection.exec_driver_sql(
            "INSERT INTO outbox (id, sink, kind, trace_id, body, state, attempts, next_attempt_at, created_at)"
            " VALUES (1, 'opik', 'trace', 't', '{}', 'dead', 1, '2027-01-04 09:00:00', '2027-01-04 09:00:00')"
        )

    exports = checks_of(client)["exports"]
    assert (exports["status"], exports["detail"]) == ("warning", "0 to be sent, 1 refused.")


@pytest.mark.parametrize(
    ("free", "state"),
    [(50_000_000, CheckStatus.FAILED), (500_000_000, CheckStatus.WARNING), (5e9, CheckStatus.OK)],
)
def test_a_disk_is_reported_before_it_is_full(
    rein: Rein, monkeypatch: pytest.MonkeyPatch, free: float, state: CheckStatus
) -> None:
    class Usage:
        def __init__(self) -> None:
            self.free = free

    monkeypatch.setattr("core.usecases.checks.storage.shutil.disk_usage", lambda _folder: Usage())

    found = DISK.run(CheckContext(settings=rein.settings, database=rein.database, clock=rein.clock))

    assert found.state is state


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_check_that_hangs_costs_one_thread_and_the_deadline(
    rein: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "rein", lambda: rein)
    let_go, looks = threading.Event(), []

    def hang(_subject: CheckContext) -> CheckResult:
        looks.append(1)
        let_go.wait(10)
        return CheckResult(state=CheckStatus.OK, line="At last.")

    slow = Check(name="slow", run=hang)

    async def ask_often() -> list[tuple[Any, ...]]:
        return await asyncio.gather(*(probe([slow, DISK], deadline_s=0.2) for _ in range(20)))

    began = time.monotonic()
    answers = asyncio.run(ask_often())
    took = time.monotonic() - began
    let_go.set()

    assert {answer[0].state for answer in answers} == {CheckStatus.FAILED}
    assert {answer[1].state for answer in answers} == {CheckStatus.OK}
    assert len(looks) == 1
    assert took < 2


def test_every_check_has_a_name_of_its_own() -> None:
    for checks in (HEALTH, DOCTOR):
        assert len({check.name for check in checks}) == len(checks)
