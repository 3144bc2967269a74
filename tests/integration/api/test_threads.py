"""Requests run on a bounded number of threads of the API, and never on the event loop."""

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.endpoints import goals, traces
from app.api.workers import WORKERS
from core.errors import NotFound
from core.ids import new_id
from tests.integration.api.conftest import Caller

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

LIMIT = WORKERS._max_workers


@pytest.fixture
def release() -> Iterator[threading.Event]:
    """An event that endpoints wait for; set at the end in any case."""
    event = threading.Event()
    yield event
    event.set()


def test_an_endpoint_runs_on_a_thread_of_the_api_without_an_event_loop(
    owner: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def record(*_: object, **__: object) -> None:
        with pytest.raises(RuntimeError, match="no running event loop"):
            asyncio.get_running_loop()
        seen.append(threading.current_thread().name)
        raise NotFound("There is no such goal.")

    monkeypatch.setattr(goals, "get_goal", record)

    assert owner.get(f"/api/v1/goals/{new_id()}").status_code == 404
    assert [name.startswith("api") for name in seen] == [True]


def test_requests_that_hang_block_neither_the_probes_nor_more_threads_than_the_limit(
    client: TestClient,
    owner: Caller,
    monkeypatch: pytest.MonkeyPatch,
    release: threading.Event,
) -> None:
    running: list[str] = []

    def hang(*_: object, **__: object) -> None:
        running.append(threading.current_thread().name)
        release.wait(20)
        raise NotFound("There is no such trace.")

    monkeypatch.setattr(traces, "get_trace", hang)

    with ThreadPoolExecutor(LIMIT + 4) as callers:
        paths = [f"/api/v1/traces/{new_id()}" for _ in range(LIMIT + 4)]
        answers = [callers.submit(owner.get, path) for path in paths]
        wait_until(lambda: len(running) >= LIMIT)
        began = time.monotonic()
        alive = client.get("/health/live")
        ready = client.get("/health/ready")
        took = time.monotonic() - began
        at_once = len(running)
        release.set()

        assert [answer.result().status_code for answer in answers] == [404] * (LIMIT + 4)
    assert (alive.status_code, ready.status_code) == (200, 200)
    assert took < 3
    assert at_once == LIMIT


def wait_until(condition: Any, *, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert condition()
