"""Real worker processes that can be killed, or that kill themselves, and patience with what comes of it."""

import os
import time
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

import pytest
from sqlalchemy import Row, select

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.goals.goal import Circumstances
from core.settings import ROOT
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.runs.store import RunStore
from core.store.runs.values import Run
from core.usecases.goals.submit import Submitted, submit_goal
from tests.factories.forked import Forked

LEASE_S = 2
"""On a busy machine a shorter one ends under a worker that still works, and a call is made again without a kill."""
PATIENCE_S = 240

WORK = "from core.ops.cli import main; input(); main()"
POISONED = f"""
import os
from dataclasses import replace
from core import bootstrap
from core.runs.goal_run import GOAL

def deadly(stage):
    def run(state, context, live):
        if "poison" in state.request.text:
            os._exit(9)
        return stage.run(state, context, live)
    return replace(stage, run=run)

stages = tuple(deadly(stage) if stage.name == "generate" else stage for stage in GOAL.stages)
bootstrap.RUN_KINDS = (replace(GOAL, stages=stages),)
{WORK}
"""
"""A worker whose second stage ends the whole process when it meets a certain goal."""


TRIAL = f"""
from core import bootstrap
from tests.factories.trial_kind import SUMMARY

bootstrap.RUN_KINDS = (*bootstrap.RUN_KINDS, SUMMARY)
{WORK}
"""
"""A worker that knows one kind of work more."""


class Worker:
    """A real `rein worker` process that can be killed."""

    def __init__(
        self, environment: dict[str, str], program: str = WORK, *, spare: bool = False
    ) -> None:
        """Start the process; a spare one waits for its beginning."""
        self._works = False
        self._process = Forked(program, "worker", environment=environment)
        if not spare:
            self.begin()

    def begin(self) -> Self:
        """Let it work."""
        self._process.write_line()
        return self

    def wait_until_it_works(self) -> None:
        """Return when it takes runs; killing it before would be no test of anything."""
        if not self._works:
            self._works = self._process.read_line().startswith("Rein is working")
            assert self._works, "the worker ended before it began"

    @property
    def alive(self) -> bool:
        return self._process.alive

    def kill(self) -> None:
        self._process.kill()


def environment_for(url: str, folder: Path, **more: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "REIN_DATABASE_URL": url,
        "REIN_DATA_DIR": str(folder),
        "REIN_LEASE_S": str(LEASE_S),
        "REIN_MODEL_CONSENT": "assumed",
    } | more


def submit(rein: Rein, number: int, text: str = "Run {} km by the end of May") -> Submitted:
    return submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text=text.format(number),
        circumstances=Circumstances(),
        key=f"{text} {number}",
    )


def run_of(rein: Rein, submitted: Submitted) -> Run:
    with rein.database.read() as connection:
        run = RunStore(connection).get(submitted.run_id)
    assert run is not None
    return run


def all_over(rein: Rein, submitted: list[Submitted]) -> bool:
    return all(run_of(rein, one).status.over for one in submitted)


def wait_until(condition: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    pytest.fail(f"Nothing came of it within {patience_s} s.")


def ledger(rein: Rein) -> dict[tuple[str, str], list[Row[Any]]]:
    """Return the recorded calls of each run and stage, in the order in which they were made."""
    columns = (
        llm_calls.c[name] for name in ("run_id", "stage", "status", "started_at", "finished_at")
    )
    with rein.database.read() as connection:
        rows = connection.execute(select(*columns).order_by(llm_calls.c.started_at)).all()
    found: dict[tuple[str, str], list[Row[Any]]] = {}
    for row in rows:
        found.setdefault((row.run_id, row.stage), []).append(row)
    return found


def assert_none_repeated(calls: list[Row[Any]]) -> None:
    """Fail if a call was made again after the one before it had been answered."""
    for first, second in pairwise(calls):
        assert _unanswered(first, at=second.started_at), f"{first} and {second}"


def _unanswered(call: Row[Any], *, at: datetime) -> bool:
    """Return whether there was no reply yet; that of a slow worker can come after it was given up."""
    return call.status in {CallStatus.IN_DOUBT, CallStatus.FAILED} or call.finished_at > at
