"""Wall and CPU time of a piece of work, side by side: on a busy machine only the second says what the work costs."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.bench.figures import Figure, median, p95


@dataclass(slots=True)
class Stopwatch:
    """Seconds of many pieces of work of one kind."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @contextmanager
    def running(self, *, cpu_clock: Callable[[], float] = time.thread_time) -> Iterator[None]:
        """Take the time of the block; CPU of this thread unless another clock is given."""
        began, used = time.perf_counter(), cpu_clock()
        yield
        self.cpu.append(cpu_clock() - used)
        self.wall.append(time.perf_counter() - began)

    def clear(self) -> None:
        self.wall.clear()
        self.cpu.clear()


def in_ms(name: str, seconds: Sequence[float], *, target: str = "", per: int = 1) -> Figure:
    """Return the median of some durations in milliseconds, with the slow ones beside it."""
    each = [1e3 * value / per for value in seconds]
    return Figure(
        name=name,
        value=median(each),
        unit="ms",
        n=len(each),
        target=target,
        note=f"p95 {p95(each):.3g} ms",
    )
