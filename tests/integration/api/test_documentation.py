"""Every command of docs/api.md is run unchanged against a real server."""

import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette

from app import services
from app.api import health, routes
from core.bootstrap import Rein
from core.settings import ROOT
from core.usecases.runs.background_workers import start_working
from tests.integration.api.conftest import OPERATIONS, Caller

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NO_CURL = shutil.which("curl") is None or shutil.which("bash") is None

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = [block for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) if "curl" in block]
COMMANDS = re.findall(r"^curl .*?(?<!\\)$", "\n".join(BLOCKS), re.DOTALL | re.MULTILINE)
WITH_STATUS = 'curl() { command curl --silent --show-error --write-out "\\n%{http_code}" "$@"; }\n'


@pytest.fixture
def address(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a real server with workers."""
    monkeypatch.setattr(services, "rein", lambda: rein)
    start_working(rein)
    served = Starlette(routes=[*health.ROUTES, *routes.ROUTES])
    server = uvicorn.Server(uvicorn.Config(served, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@ON_SQLITE
@pytest.mark.skipif(NO_CURL, reason="there is no curl or no bash here")
def test_every_command_of_the_page_succeeds(owner: Caller, address: str, tmp_path: Path) -> None:
    finished = owner.finish_goal()
    environment = {
        "PATH": "/usr/bin:/bin:/usr/local/bin",
        "REIN": address,
        "TOKEN": owner.token,
        "GOAL_ID": finished["id"],
        "TRACE_ID": finished["trace_id"],
    }

    statuses = {}
    for command in COMMANDS:
        script = ["bash", "-c", WITH_STATUS + command]
        done = subprocess.run(
            script, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        statuses[command] = done.stdout.splitlines()[-1]

    assert len(statuses) == PAGE.count("\ncurl ")
    assert {
        command: status
        for command, status in statuses.items()
        if status not in {"200", "201", "202", "204"}
    } == {}


@ON_SQLITE
def test_a_goal_sent_to_a_serving_process_is_completed(
    rein: Rein, address: str, owner: Caller
) -> None:
    del address
    location = owner.post("/api/v1/goals", {"text": "Run 5 km by the end of March"}).headers[
        "location"
    ]

    deadline = time.monotonic() + 20
    while (status := owner.get(location).json()["status"]) in {
        "queued",
        "running",
    } and time.monotonic() < deadline:
        time.sleep(0.05)

    assert status == "done"
    assert rein.jobs.running


def test_every_path_of_the_api_is_on_the_page() -> None:
    page = re.sub(r"\$[A-Z]+_ID\b", "{id}", PAGE)
    paths = {re.sub(r"{\w+}", "{id}", path).removesuffix("{id}") for _, path, _ in OPERATIONS}

    assert {path for path in paths if path not in page} == set()
