"""Real sender processes: two at once, killed at any moment, or ended while a receiver hangs."""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.quality.rating import Rating
from core.store.exports.read import list_backlogs
from core.usecases.ratings.rate import rate
from tests.architecture.tree import ROOT
from tests.factories.dead_letters import list_dead_letters
from tests.factories.forked import Forked
from tests.fakes import FrozenClock
from tests.integration.exports.conftest import OPIK, Run
from tests.integration.exports.test_delivery import assert_arrived
from tests.stubs.opik import OpikStub
from tests.stubs.receiver import Request, Trouble, Turn, refuse

pytestmark = pytest.mark.no_cover

GOALS = 12
LEASE_S = 1.5

SENDER = """
import sys, time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from core.bootstrap import build
from core.backoff import Backoff
from core.usecases.exports.deliver_outbox import build_sender, deliver_batch
from tests.conftest import make_settings
folder, database, opik, lease_s = sys.argv[1:]
rein = build(make_settings(Path(folder), REIN_DATABASE_URL=database, OPIK_URL_OVERRIDE=opik, REIN_EXPORT_BATCH=3,
                           REIN_EXPORT_TIMEOUT_S=1))
sender = replace(build_sender(rein, "opik"), lease=timedelta(seconds=float(lease_s)), backoff=Backoff(first_s=0.05, max_s=60.0))
print("ready", flush=True)
while True:
    time.sleep(min(deliver_batch(sender), 0.05))
"""

ENDING = """
import sys, time
from pathlib import Path
from core.bootstrap import build
from core.usecases.exports.deliver_outbox import start_delivering
from tests.conftest import make_settings
folder, database, opik = sys.argv[1:]
rein = build(make_settings(Path(folder), REIN_DATABASE_URL=database, OPIK_URL_OVERRIDE=opik, REIN_EXPORT_TIMEOUT_S=30))
start_delivering(rein)
print("ready", flush=True)
sys.stdin.readline()
began = time.monotonic()
rein.delivery.stop()
rein.database.close()
print(time.monotonic() - began)
"""


@contextmanager
def sender_process(rein: Rein, opik: OpikStub, *, lease_s: float = LEASE_S) -> Iterator[Forked]:
    given = [str(rein.settings.data_dir), str(rein.settings.database_url), opik.url, str(lease_s)]
    process = Forked(SENDER, *given, environment={"PATH": os.environ["PATH"]})
    try:
        assert process.read_line() == "ready\n"
        yield process
    finally:
        process.kill()


def wait_until_empty(rein: Rein, *, within_s: float = 30) -> None:
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        if all(
            backlog.pending == 0 for backlog in list_backlogs(rein.database) if backlog.sink == OPIK
        ):
            return
        time.sleep(0.05)
    raise AssertionError("Something still waits.")


def test_many_threads_claim_each_row_once(rein: Rein, run_goal: Run, clock: FrozenClock) -> None:
    for _ in range(GOALS):
        run_goal()
    barrier = threading.Barrier(6)

    def claim(_: int) -> list[int]:
        barrier.wait()
        with rein.database.begin() as work:
            rows = work.deliveries.claim(
                OPIK, now=clock.now(), lease=timedelta(seconds=60), limit=5
            )
        return [row.id for row in rows]

    with ThreadPoolExecutor(6) as pool:
        claimed = [row for rows in pool.map(claim, range(6)) for row in rows]

    assert len(claimed) == len(set(claimed))
    assert len(claimed) <= GOALS


def test_two_processes_deliver_each_trace_once(rein: Rein, opik: OpikStub, run_goal: Run) -> None:
    traces = [run_goal() for _ in range(GOALS)]
    opik.plan(lambda _: Turn(latency_s=0.02))

    with sender_process(rein, opik, lease_s=60), sender_process(rein, opik, lease_s=60):
        wait_until_empty(rein)

    assert_arrived(rein, opik, *traces)
    assert {opik.writes[f"trace {trace_id}"] for trace_id in traces} == {1}


def test_a_sender_that_is_killed_at_any_moment_loses_nothing_and_keeps_the_order(
    rein: Rein, opik: OpikStub, run_goal: Run
) -> None:
    traces = [run_goal() for _ in range(GOALS)]
    for trace_id in traces:
        rate(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, rating=Rating(stars=4))
    dice = random.Random(7)  # noqa: S311 - the weather, nothing to guard
    opik.plan(lambda _: dice.choice(_WEATHER))

    for _ in range(6):
        with sender_process(rein, opik) as process:
            time.sleep(dice.uniform(0.1, 1.2))
            process.kill()
    opik.plan([])
    with sender_process(rein, opik):
        wait_until_empty(rein)

    assert_arrived(rein, opik, *traces)
    assert list_dead_letters(rein.database) == ()
    for trace_id in traces:
        kinds = [kind for kind, of in opik.order if of == trace_id]
        assert kinds == sorted(kinds, key=["trace", "span", "score"].index)
        assert opik.scores[trace_id, "stars"]["value"] == 4


_WEATHER = (
    *[Turn(latency_s=0.03)] * 6,
    Turn(trouble=Trouble.RESET),
    Turn(trouble=Trouble.LOST_ACK),
    Turn(trouble=Trouble.HTML),
    refuse(500),
    refuse(429, Retry_After="0"),
)


def test_a_process_that_ends_waits_two_seconds_for_a_receiver_that_hangs(
    rein: Rein, opik: OpikStub, run_goal: Run
) -> None:
    if rein.database.dialect != "sqlite":
        pytest.skip("the database plays no part in it")
    run_goal()
    asked = threading.Event()

    def hang(_: Request) -> Turn:
        asked.set()
        return Turn(trouble=Trouble.HANG)

    opik.plan(hang)
    given = [str(rein.settings.data_dir), str(rein.settings.database_url), opik.url]
    process = subprocess.Popen(
        [sys.executable, "-c", ENDING, *given],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert asked.wait(20)

    told, _ = process.communicate("end\n", timeout=20)

    assert process.returncode == 0
    # Two seconds on a quiet machine; the receiver itself would have kept the process for its whole time-out.
    assert 1.5 < float(told.splitlines()[-1]) < 15


def test_a_command_delivers_what_it_made_before_it_ends(tmp_path: Path, opik: OpikStub) -> None:
    asked = [
        "-c",
        "from core.ops.cli import main; main()",
        "goal",
        "I want to run a 5K by June",
        "--json",
    ]
    # A cold start loads the client within the two seconds that an exit may take; a busy machine may need the next run.
    for _ in range(3):
        run = subprocess.run(
            [sys.executable, *asked],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "REIN_DATA_DIR": str(tmp_path),
                "OPIK_URL_OVERRIDE": opik.url,
            },
            capture_output=True,
            text=True,
            check=True,
        )
        trace_id = json.loads(run.stdout)["trace_id"]
        if trace_id in opik.traces:
            break

    assert trace_id in opik.traces
    assert (trace_id, "quality_overall") in opik.scores
