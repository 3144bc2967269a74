"""(i) How soon a run that was submitted starts, and how soon another worker takes over when one is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.runs.store import RunStore
from core.store.runs.values import Run, RunStatus
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.background_workers import start_working, stop_working
from tests.bench.databases import POSTGRES, reins
from tests.bench.figures import Figure, Report, median, p95
from tests.bench.stand import ROOT, gemini, goal_text

POLL_S = 0.005
PATIENCE_S = 120
IN_A_CALL_S = 50.0
"""Longer than any takeover, so that the worker that is killed is in the middle of a call."""

KEY = "loopback-only"
START = "Rein is working"


def measure_starts(rounds: int) -> Report:
    dice = random.Random(11)  # noqa: S311 - pauses, not secrets
    figures: list[Figure] = []
    with reins() as each:
        for kind, rein in each.items():
            start_working(rein)
            figures += _starts(f"{kind}, worked in the serving process", rein, rounds, dice)
            stop_working(rein)
            if kind == POSTGRES:
                with worker(rein):
                    figures += _starts(f"{kind}, worked by another process", rein, rounds, dice)
    return Report(
        title="(i) From submit to start, with nothing else to do",
        figures=tuple(figures),
        remarks=(
            "From before the goal is stored until its run is claimed, after a pause of 0.2 to 1.2 s each time.",
        ),
    )


def _starts(name: str, rein: Rein, rounds: int, dice: random.Random) -> list[Figure]:
    waits = [
        1e3 * start_of_one(rein, number, pause_s=dice.uniform(0.2, 1.2))
        for number in range(rounds + 2)
    ][2:]
    return [
        Figure(name=f"{name}, median", value=median(waits), unit="ms", n=rounds, target="< 200 ms"),
        Figure(name=f"{name}, p95", value=p95(waits), unit="ms", n=rounds, target="< 200 ms"),
    ]


def start_of_one(rein: Rein, number: int, *, pause_s: float) -> float:
    """Submit one goal, wait for its end and a pause; return the seconds until its run was claimed."""
    began = rein.clock.now()
    run = until(rein, submit(rein, number), lambda found: found.status.over)
    time.sleep(pause_s)
    if run.started_at is None:
        raise RuntimeError("The run ended without having been started.")
    return (run.started_at - began).total_seconds()


def measure_takeover(rounds: int) -> Report:
    figures: list[Figure] = []
    with (
        gemini({"preprocess": IN_A_CALL_S}) as url,
        reins(GEMINI_API_KEY=KEY, GEMINI_BASE_URL=url) as each,
    ):
        for kind, rein in each.items():
            waits = [_takeover(rein, number) for number in range(rounds)]
            figures.append(
                Figure(
                    name=f"{kind}: a killed worker's run is claimed again after",
                    value=median(waits),
                    unit="s",
                    n=rounds,
                    target="<= 20 s",
                    note=f"longest {max(waits):.3g} s; lease {rein.settings.lease_s:g} s",
                )
            )
    return Report(
        title="(j) Takeover: two workers, the one in the middle of a call is killed (SIGKILL)",
        figures=tuple(figures),
        remarks=("From the signal until the other worker has claimed the run.",),
    )


def _takeover(rein: Rein, number: int) -> float:
    with ExitStack() as stack:
        workers = {
            process.pid: process
            for process in (stack.enter_context(worker(rein)) for _ in range(2))
        }
        run_id = submit(rein, number)
        run = until(rein, run_id, lambda found: found.owner is not None)
        time.sleep(random.uniform(0.5, 4.0))  # noqa: S311 - anywhere between two renewals of the lease
        victim = int((run.owner or "").split(":")[1])
        workers[victim].send_signal(signal.SIGKILL)
        began = time.perf_counter()
        until(rein, run_id, lambda found: found.attempts > run.attempts)
        taken_s = time.perf_counter() - began
    with rein.database.begin() as work:
        work.runs.request_cancel(run_id, now=rein.clock.now())
        work.runs.finish(run_id, status=RunStatus.CANCELLED, now=rein.clock.now())
    return taken_s


def submit(rein: Rein, number: int) -> str:
    return submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text=goal_text(number),
        circumstances=Circumstances(),
        key=new_id(),
    ).run_id


def until(rein: Rein, run_id: str, reached: Callable[[Run], bool]) -> Run:
    """Return the run once it is as wished. Raises RuntimeError where it does not come to that."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with rein.database.read() as connection:
            run = RunStore(connection).get(run_id)
        if run is not None and reached(run):
            return run
        time.sleep(POLL_S)
    raise RuntimeError(f"Nothing came of a run within {PATIENCE_S} s.")


@contextmanager
def worker(rein: Rein) -> Iterator["subprocess.Popen[str]"]:
    """Run `rein worker` on the same database in a process of its own; yield it once it works."""
    settings = rein.settings
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "REIN_ENV_FILE": os.devnull,
        "REIN_DATABASE_URL": settings.resolved_database_url,
        "REIN_DATA_DIR": str(settings.data_dir),
        "REIN_LEASE_S": str(settings.lease_s),
        "REIN_LOG_LEVEL": "error",
        "REIN_MODEL_CONSENT": "assumed",
    }
    if settings.gemini_api_key is not None:
        environment |= {"GEMINI_API_KEY": KEY, "GEMINI_BASE_URL": settings.gemini_base_url or ""}
    command = [sys.executable, "-c", "from core.ops.cli import main; main()", "worker"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            while START not in process.stdout.readline():
                if process.poll() is not None:
                    raise RuntimeError("A worker ended before it worked; its message stands above.")
            yield process
        finally:
            process.kill()
