"""Has checks look on threads of their own, each at most once at a time, and never waits long for any.

A database that hangs must hang neither the event loop, nor the probes that ask about it, nor more threads with every
probe: whoever asks while a check still looks waits for that look, and is told when it takes too long.
"""

import asyncio
import threading
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from app import services
from core.errors import ReinError
from core.usecases.checks.check import Check, State, Subject
from core.usecases.checks.run_check import Examined, examine

DEADLINE_S = 3.0
"""Load balancers give up after a few seconds; an answer that comes later is none."""

_POOL = ThreadPoolExecutor(max_workers=16, thread_name_prefix="health")
_lock = threading.Lock()
_looking: dict[str, Future[Examined]] = {}


async def find_out(
    checks: Iterable[Check], *, deadline_s: float = DEADLINE_S
) -> tuple[Examined, ...]:
    """Return what the checks find, in their order, within the deadline."""
    looks = {check.name: asyncio.wrap_future(_look(check)) for check in checks}
    await asyncio.wait(looks.values(), timeout=deadline_s)
    return tuple(
        look.result() if look.done() else _silent(name, deadline_s) for name, look in looks.items()
    )  # fmt: skip


def _look(check: Check) -> Future[Examined]:
    with _lock:
        running = _looking.get(check.name)
        if running is None or running.done():
            running = _looking[check.name] = _POOL.submit(_examine, check)
        return running


def _examine(check: Check) -> Examined:
    try:
        rein = services.rein()
    except ReinError as error:
        return Examined(name=check.name, state=State.FAILED, line=str(error), latency_ms=0.0)
    subject = Subject(
        settings=rein.settings, database=rein.database, clock=rein.clock, working=rein.jobs.running
    )
    return examine(check, subject)


def _silent(name: str, deadline_s: float) -> Examined:
    line = f"No answer within {deadline_s:g} s."
    return Examined(name=name, state=State.FAILED, line=line, latency_ms=deadline_s * 1_000)
