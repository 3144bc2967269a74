"""Run checks on threads of their own, each at most once at a time, with a deadline for the caller.

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
from core.usecases.checks.check import Check, State, Subject
from core.usecases.checks.run_check import Examined, examine

DEADLINE_S = 3.0
"""Load balancers give up after a few seconds, so a later answer is useless."""

_POOL = ThreadPoolExecutor(max_workers=16, thread_name_prefix="health")
_lock = threading.Lock()
_running: dict[str, Future[Examined]] = {}


async def probe(checks: Iterable[Check], *, deadline_s: float = DEADLINE_S) -> tuple[Examined, ...]:
    """Return the result of each check, in their order, within the deadline."""
    runs = {check.name: asyncio.wrap_future(_start(check)) for check in checks}
    await asyncio.wait(runs.values(), timeout=deadline_s)
    return tuple(
        run.result() if run.done() else _timed_out(name, deadline_s) for name, run in runs.items()
    )


def _start(check: Check) -> Future[Examined]:
    with _lock:
        running = _running.get(check.name)
        if running is None or running.done():
            running = _running[check.name] = _POOL.submit(_run, check)
        return running


def _run(check: Check) -> Examined:
    try:
        rein = services.rein()
    except ReinError as error:
        return Examined(name=check.name, state=State.FAILED, line=str(error), latency_ms=0.0)
    subject = Subject(
        settings=rein.settings, database=rein.database, clock=rein.clock, working=rein.jobs.running
    )
    return examine(check, subject)


def _timed_out(name: str, deadline_s: float) -> Examined:
    line = f"No answer within {deadline_s:g} s."
    return Examined(name=name, state=State.FAILED, line=line, latency_ms=deadline_s * 1_000)
