"""(l) What ten times as many stored traces cost: the same work on two databases, in turn."""

import itertools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.bootstrap import Rein
from core.usecases.runs.background_workers import start_working, stop_working
from tests.bench.databases import reins
from tests.bench.durability import Timed
from tests.bench.figures import Figure, Report, interleave, median
from tests.bench.ingest import traces
from tests.bench.instant import with_instant_model
from tests.bench.many_records import fill
from tests.bench.queueing import start_of_one, submit
from tests.bench.stand import goal_text, work_goal

TIMES = 10


def measure(stored: int, rounds: int) -> Report:
    figures: list[Figure] = []
    with reins() as small, reins() as large:
        for kind in small:
            fill(small[kind], stored)
            fill(large[kind], TIMES * stored)
            figures += _compare(kind, small[kind], large[kind], rounds)
    return Report(
        title=f"(l) {TIMES * stored} stored traces beside {stored}: how much longer the same takes",
        figures=tuple(figures),
        remarks=("Rated and scored traces of 90 days.",),
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
