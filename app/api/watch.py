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
from core.usecases.checks.check import Check, CheckContext, CheckStatus
from core.usecases.checks.run_check import CheckRun, run_check

DEADLINE_S = 3.0
"""Load balancers give up after a few seconds; an answer that comes later is none."""

_POOL = ThreadPoolExecutor(max_workers=16, thread_name_prefix="health")
_lock = threading.Lock()
_looking: dict[str, Future[CheckRun]] = {}


async def find_out(
    checks: Iterable[Check], *, deadline_s: float = DEADLINE_S
) -> tuple[CheckRun, ...]:
    """Return what the checks find, in their order, within the deadline."""
    looks = {check.name: asyncio.wrap_future(_look(check)) for check in checks}
    await asyncio.wait(looks.values(), timeout=deadline_s)
    return tuple(
        look.result() if look.done() else _silent(name, deadline_s) for name, look in looks.items()
    )  # fmt: skip


def _look(check: Check) -> Future[CheckRun]:
    with _lock:
        running = _looking.get(check.name)
        if running is None or running.done():
            running = _looking[check.name] = _POOL.submit(_examine, check)
        return running


def _examine(check: Check) -> CheckRun:
    try:
        rein = services.rein()
    except ReinError as error:
        return CheckRun(name=check.name, state=CheckStatus.FAILED, line=str(error), latency_ms=0.0)
    subject = CheckContext(
        settings=rein.settings, database=rein.database, clock=rein.clock, working=rein.jobs.running
    )
    return run_check(check, subject)


def _silent(name: str, deadline_s: float) -> CheckRun:
    line = f"No answer within {deadline_s:g} s."
    return CheckRun(name=name, state=CheckStatus.FAILED, line=line, latency_ms=deadline_s * 1_000)
