"""(l) What ten times as many stored runs cost: the same work on two databases, in turn."""

import itertools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from core.accounts.user import SAMPLE_USER_ID, Role, User
from core.bootstrap import Rein
from core.clock import SystemClock
from core.goals.goal import Circumstances, accept_request
from core.ids import new_id
from core.runs.offline_models import offline_model
from core.store.accounts.values import Account
from core.usecases.runs.background_workers import start_working, stop_working
from core.usecases.samples.simulate_run import SimulatedRun, simulate_run
from tests.bench.databases import reins
from tests.bench.durability import Timed
from tests.bench.figures import Figure, Report, interleave, median
from tests.bench.ingest import traces
from tests.bench.instant import with_instant_model
from tests.bench.queueing import start_of_one, submit
from tests.bench.stand import SUBJECTS, goal_text, work_goal

TIMES = 10
PER_COMMIT = 50
DAYS = 90
USER = User(id=SAMPLE_USER_ID, name="Sample", role=Role.USER)


def measure(stored: int, rounds: int) -> Report:
    figures: list[Figure] = []
    with reins() as small, reins() as large:
        for kind in small:
            fill(small[kind], stored)
            fill(large[kind], TIMES * stored)
            figures += _compare(kind, small[kind], large[kind], rounds)
    return Report(
        title=f"(l) {TIMES * stored} stored runs beside {stored}: how much longer the same takes",
        figures=tuple(figures),
        remarks=(
            "Stored as the sample is: the offline coach's goals, plans, scores and traces of 90 days.",
        ),
    )


def fill(rein: Rein, count: int) -> None:
    """Write that many ended runs with all that belongs to them, spread over the last months."""
    now = SystemClock().now()
    offline, dice = offline_model(rein.coach), random.Random(1)  # noqa: S311 - no secret
    played = [
        simulate_run(
            accept_request(goal_text(number), Circumstances(), today=now.date()),
            offline=offline,
            dice=dice,
            prompts=rein.prompts,
            coach=rein.coach,
            started_at=now,
        )
        for number in range(len(SUBJECTS))
    ]
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=USER, sample=True, created_at=now))
    copies = (
        _copy(play, now - timedelta(days=DAYS) * (1 - i / count))
        for i, play in zip(range(count), itertools.cycle(played))
    )
    while batch := list(itertools.islice(copies, PER_COMMIT)):
        with rein.database.begin() as work:
            for rehearsal in batch:
                rehearsal.write(work)


def _copy(played: SimulatedRun, at: datetime) -> SimulatedRun:
    trace_id, shift = new_id(at_ms=int(at.timestamp() * 1_000)), at - played.started_at
    spans = tuple(
        replace(
            span,
            trace_id=trace_id,
            started_at=span.started_at + shift,
            ended_at=(span.ended_at or at) + shift,
        )
        for span in played.spans
    )
    return replace(
        played, trace_id=trace_id, spans=spans, started_at=at, ended_at=played.ended_at + shift
    )


def _compare(kind: str, small: Rein, large: Rein, rounds: int) -> list[Figure]:
    in_turn = {
        "checkpoints of a stage, CPU": _checkpoints,
        "an offline run, CPU": _run,
        "one trace a commit, CPU": _trace,
        "submit, wall": _submit,
    }
    figures = [
        _ratio(f"{kind}: {name}", side(small), side(large), rounds)
        for name, side in in_turn.items()
    ]
    with _working(small), _working(large):
        figures.append(
            _ratio(f"{kind}: from submit to start", _start(small), _start(large), rounds)
        )
    return figures


@contextmanager
def _working(rein: Rein) -> Iterator[None]:
    start_working(rein)
    yield
    stop_working(rein)


def _ratio(
    name: str, small: Callable[[], float], large: Callable[[], float], rounds: int
) -> Figure:
    both = {"small": small, "large": large}
    interleave(2, both)
    taken = {side: median(values) for side, values in interleave(rounds, both).items()}
    return Figure(
        name=name,
        value=taken["large"] / taken["small"],
        unit="ratio",
        n=rounds,
        note=f"{1e3 * taken['large']:.3g} ms / {1e3 * taken['small']:.3g} ms",
    )


def _checkpoints(rein: Rein) -> Callable[[], float]:
    numbers, timed = itertools.count(), Timed()

    def run() -> float:
        timed.stages.clear()
        with timed.running():
            work_goal(with_instant_model(rein), goal_text(next(numbers)))
        return median(timed.stages.cpu)

    return run


def _run(rein: Rein) -> Callable[[], float]:
    numbers = itertools.count()
    return _cpu(lambda: work_goal(rein, goal_text(next(numbers))))


def _trace(rein: Rein) -> Callable[[], float]:
    made = traces(random.Random(7))  # noqa: S311 - words, not secrets

    def keep() -> None:
        with rein.database.begin() as work:
            work.traces.insert_ended([next(made)])

    return _cpu(keep)


def _submit(rein: Rein) -> Callable[[], float]:
    numbers = itertools.count()

    def one() -> float:
        began = time.perf_counter()
        run_id = submit(rein, next(numbers))
        taken = time.perf_counter() - began
        with rein.database.begin() as work:
            work.runs.request_cancel(run_id, now=rein.clock.now())
        return taken

    return one


def _start(rein: Rein) -> Callable[[], float]:
    numbers = itertools.count()
    return lambda: start_of_one(rein, next(numbers), pause_s=0.1)


def _cpu(do: Callable[[], object]) -> Callable[[], float]:
    def taken() -> float:
        used = time.process_time()
        do()
        return time.process_time() - used

    return taken
