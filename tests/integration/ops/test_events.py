"""The logs of a serving process and of a worker: events with ids and durations, and nothing that anybody wrote."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.settings import ROOT
from core.store.goals.read import find_goal
from core.store.runs.store import RunStore
from core.store.runs.values import RunStatus
from core.store.started_settings.tables import started_settings
from core.usecases.goals.submit import Submitted, submit_goal
from tests.browser.serving import serving
from tests.conftest import make_settings
from tests.stubs.faults import Fault
from tests.stubs.gemini import GeminiStub

KEY = "key-that-must-not-be-logged"
GOAL = "I want to run a 5K by June although marmalade"
PATIENCE_S = 60.0


@pytest.fixture
def stub() -> GeminiStub:
    return GeminiStub([Fault.OVERLOADED])


def settings_for(folder: Path, stub: GeminiStub, **more: str) -> Mapping[str, str]:
    return {
        "GEMINI_API_KEY": KEY,
        "GEMINI_BASE_URL": stub.url,
        "REIN_DATA_DIR": str(folder),
        **more,
    }


def submitted_goal(folder: Path) -> tuple[Rein, Submitted]:
    rein = build(make_settings(folder))
    return rein, submit_goal(
        rein, viewer=LOCAL_VIEWER, text=GOAL, circumstances=Circumstances(), key="k"
    )


def wait_until_over(rein: Rein, run_id: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with rein.database.read() as connection:
            run = RunStore(connection).get(run_id)
        if run is not None and run.status is RunStatus.DONE:
            return
        time.sleep(0.1)
    raise AssertionError("The run did not end.")


def events_in(log: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.splitlines() if line.startswith("{")]


def assert_the_run_is_told(log: str, submitted: Submitted, *, title: str) -> None:
    events = events_in(log)
    mine = [event for event in events if event.get("run_id") == submitted.run_id]
    names = [event["event"] for event in mine]
    assert names[0] == "run_started"
    assert names[-1] == "run_ended"
    finished = [event for event in mine if event["event"] == "stage_finished"]
    assert {event["stage"] for event in finished} == {"preprocess", "generate", "evaluate", "plan"}
    assert all(
        event["duration_s"] >= 0 and event["model"] == "gemini-3.8-flash" for event in finished
    )
    (failed,) = [event for event in mine if event["event"] == "model_call_failed"]
    assert (failed["fault"], failed["again"], failed["stage"]) == ("overloaded", True, "preprocess")
    assert {event["trace_id"] for event in mine} == {submitted.trace_id}
    assert {event["goal_id"] for event in mine} == {submitted.goal_id}
    assert mine[-1]["duration_s"] > 0
    for secret in (KEY, "marmalade", title):
        assert secret not in log


def test_a_worker_asked_for_detail_adds_events_and_nothing_of_what_it_read(
    tmp_path: Path, stub: GeminiStub
) -> None:
    rein, submitted = submitted_goal(tmp_path)
    environment = {
        **os.environ,
        **settings_for(tmp_path, stub),
        "REIN_ENV_FILE": os.devnull,
        "REIN_MODEL_CONSENT": "assumed",
        "REIN_LOG_LEVEL": "debug",
    }
    command = [str(Path(sys.executable).with_name("rein")), "worker"]
    with (
        stub,
        subprocess.Popen(
            command,
            env=environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as worker,
    ):
        wait_until_over(rein, submitted.run_id)
        worker.send_signal(signal.SIGTERM)
        _, log = worker.communicate(timeout=PATIENCE_S)
    title, started = title_of(rein, submitted), started_as(rein)
    rein.database.close()

    assert started == ["worker"]
    assert_the_run_is_told(log, submitted, title=title)
    assert {"stage_started", "model_call_answered"} <= {event["event"] for event in events_in(log)}


def test_a_serving_process_tells_the_same(tmp_path: Path, stub: GeminiStub) -> None:
    rein, submitted = submitted_goal(tmp_path)
    with stub, serving(tmp_path, settings=settings_for(tmp_path, stub)) as server:
        wait_until_over(rein, submitted.run_id)
    title, started = title_of(rein, submitted), started_as(rein)
    rein.database.close()

    assert started == ["server"]
    log = server.log.read_text(encoding="utf-8")
    assert_the_run_is_told(log, submitted, title=title)
    assert "stage_started" not in log


def started_as(rein: Rein) -> list[str]:
    """Return what has noted its settings for the audit log."""
    with rein.database.read() as connection:
        return list(connection.execute(select(started_settings.c.role)).scalars())


def title_of(rein: Rein, submitted: Submitted) -> str:
    view = find_goal(rein.database, submitted.goal_id, user_id=None)
    assert view is not None
    assert view.resolution is not None
    return view.resolution.title
