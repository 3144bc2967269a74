"""Run checks on separate threads, each at most once at a time, with a deadline for the caller.

A database that does not answer must block neither the event loop nor the probes that ask about it,
and must not cost one more thread with every probe. A caller who asks while a check still runs waits
for that run, and gets a failed result if it takes too long.
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
"""Load balancers give up after a few seconds, so a later answer is useless."""

_POOL = ThreadPoolExecutor(max_workers=16, thread_name_prefix="health")
_lock = threading.Lock()
_running: dict[str, Future[CheckRun]] = {}


async def probe(checks: Iterable[Check], *, deadline_s: float = DEADLINE_S) -> tuple[CheckRun, ...]:
    """Return the result of each check, in their order, within the deadline."""
    runs = {check.name: asyncio.wrap_future(_start(check)) for check in checks}
    await asyncio.wait(runs.values(), timeout=deadline_s)
    return tuple(
        run.result() if run.done() else _timed_out(name, deadline_s) for name, run in runs.items()
    )


def _start(check: Check) -> Future[CheckRun]:
    with _lock:
        running = _running.get(check.name)
        if running is None or running.done():
            running = _running[check.name] = _POOL.submit(_run, check)
        return running


def _run(check: Check) -> CheckRun:
    try:
        rein = services.rein()
    except ReinError as error:
        return CheckRun(name=check.name, state=CheckStatus.FAILED, line=str(error), latency_ms=0.0)
    context = CheckContext(
        settings=rein.settings, database=rein.database, clock=rein.clock, working=rein.jobs.running
    )
    return run_check(check, context)


def _timed_out(name: str, deadline_s: float) -> CheckRun:
    line = f"No answer within {deadline_s:g} s."
    return CheckRun(name=name, state=CheckStatus.FAILED, line=line, latency_ms=deadline_s * 1_000)
