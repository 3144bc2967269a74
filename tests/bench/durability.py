"""(g) What it costs to lose nothing: checkpoints and ledger of a stage, and whole runs with models that answer at once.

Checkpoints and ledger are the real ones with a stopwatch around them, so what is timed is what a run waits for.
"""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from unittest import mock

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.call_ledger import LedgerEntry
from core.goals.goal import Circumstances
from core.ids import new_id
from core.ports import Completion
from core.runs.stage import Stage, StageResult
from core.store.calls.ledger import SqlCallLedger
from core.tracing.span_record import SpanRecord
from core.usecases.goals.submit import submit_goal
from core.usecases.runs import execute as execution
from core.usecases.runs.checkpoints import StoredCheckpoints
from core.usecases.runs.execute import execute_run
from tests.bench.databases import reins
from tests.bench.figures import Figure, Report, median
from tests.bench.instant import with_instant_model
from tests.bench.stand import goal_text, work_goal
from tests.bench.stopwatch import Stopwatch, in_ms

WARM_UP = 4
WORKERS = 4
TOGETHER = 40
"""Runs the workers share in one round."""


@dataclass(slots=True)
class Timed:
    """What the stages and the calls of some runs waited for."""

    stages: Stopwatch = field(default_factory=Stopwatch)
    calls: Stopwatch = field(default_factory=Stopwatch)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Time the checkpoints and the ledger of every run in the block."""
        stages, calls = _Laps(self.stages), _Laps(self.calls)

        class TimedCheckpoints(StoredCheckpoints):
            def start(self, stage: Stage[Any], started: SpanRecord) -> None:
                with stages.first():
                    super().start(stage, started)

            def finish(self, stage: Stage[Any], result: StageResult) -> object:
                with stages.last():
                    return super().finish(stage, result)

        class TimedLedger(SqlCallLedger):
            def replay(self, entry: LedgerEntry) -> Completion | None:
                with calls.first():
                    return super().replay(entry)

            def open(self, entry: LedgerEntry) -> None:
                with calls.next():
                    super().open(entry)

            def close(
                self, entry_id: str, completion: Completion, *, finished_at: datetime
            ) -> None:
                with calls.last():
                    super().close(entry_id, completion, finished_at=finished_at)

        with (
            mock.patch.object(execution, "StoredCheckpoints", TimedCheckpoints),
            mock.patch("tests.bench.instant.SqlCallLedger", TimedLedger),
        ):
            yield


class _Laps(threading.local):
    """Adds up the steps of one thing, in the thread that does it."""

    def __init__(self, watch: Stopwatch) -> None:
        self._watch = watch
        self._wall = self._cpu = 0.0

    @contextmanager
    def first(self) -> Iterator[None]:
        self._wall = self._cpu = 0.0
        with self.next():
            yield

    @contextmanager
    def next(self) -> Iterator[None]:
        began, used = time.perf_counter(), time.thread_time()
        yield
        self._wall += time.perf_counter() - began
        self._cpu += time.thread_time() - used

    @contextmanager
    def last(self) -> Iterator[None]:
        with self.next():
            yield
        self._watch.wall.append(self._wall)
        self._watch.cpu.append(self._cpu)


def measure(rounds: int) -> Report:
    figures: list[Figure] = []
    with reins() as each:
        for kind, rein in each.items():
            figures += _checkpoints(kind, rein, rounds)
            figures += _runs(kind, rein, rounds)
    return Report(
        title="(g) Durable runs with models that answer at once",
        figures=tuple(figures),
        remarks=(
            "CPU is this process's; PostgreSQL's own work is in its server. Both databases write to disk (fsync on).",
            "A stage is committed twice, when it starts and when it ends; a call twice, before it is made and after.",
            "Evaluation and planning run side by side: their wall time holds the wait for each other.",
        ),
    )


def _checkpoints(kind: str, rein: Rein, rounds: int) -> list[Figure]:
    timed = Timed()
    with timed.running():
        instant = with_instant_model(rein)
        for number in range(WARM_UP):
            work_goal(instant, goal_text(number))
        timed.stages.clear()
        timed.calls.clear()
        for number in range(rounds):
            work_goal(instant, goal_text(number))
    return [
        in_ms(f"{kind}: checkpoints of a stage, wall", timed.stages.wall),
        in_ms(f"{kind}: checkpoints of a stage, CPU", timed.stages.cpu),
        in_ms(f"{kind}: ledger of a call, wall", timed.calls.wall),
        in_ms(f"{kind}: ledger of a call, CPU", timed.calls.cpu),
    ]


def _runs(kind: str, rein: Rein, rounds: int) -> list[Figure]:
    figures: list[Figure] = []
    for model, able in {"offline coach": rein, "instant model": with_instant_model(rein)}.items():
        alone = Stopwatch()
        for number in range(WARM_UP):
            work_goal(able, goal_text(number))
        for number in range(rounds):
            with alone.running(cpu_clock=time.process_time):
                work_goal(able, goal_text(number))
        shared = _together(able, runs=min(TOGETHER, 2 * rounds))
        figures += [
            in_ms(f"{kind}, {model}: a run, CPU", alone.cpu),
            Figure(
                name=f"{kind}, {model}: runs a second, one after another",
                value=1 / median(alone.wall),
                unit="1/s",
                n=rounds,
            ),
            Figure(
                name=f"{kind}, {model}: runs a second, {WORKERS} threads",
                value=shared,
                unit="1/s",
                n=min(TOGETHER, 2 * rounds),
            ),
        ]
    return figures


def _together(rein: Rein, *, runs: int) -> float:
    waiting = [
        submit_goal(
            rein,
            viewer=LOCAL_VIEWER,
            text=goal_text(n),
            circumstances=Circumstances(),
            key=new_id(),
        ).run_id
        for n in range(runs)
    ]
    began = time.perf_counter()
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        worked = list(pool.map(lambda run_id: execute_run(rein, run_id), waiting))
    if not all(worked):
        raise RuntimeError("A run was not free to work.")
    return runs / (time.perf_counter() - began)
