"""Works submitted runs on a bounded thread pool inside the serving process.

The database is the queue: waking a worker only saves the wait until the next sweep, so a lost wake-up loses nothing.
Unfinished runs of an earlier process are found by the same sweep once their lease has run out. A run is picked only
when a thread is free for it, so what somebody waits for overtakes what was queued before it.
"""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from core.errors import ReinError, StorageUnavailable
from core.jobs.runner import SWEEP_INTERVAL_S, ExecuteRun, FindQueuedRuns

_log = logging.getLogger(__name__)


class InProcessJobs:
    """The job runner of a laptop; implements core.jobs.runner.JobRunner."""

    def __init__(self, *, workers: int, sweep_every_s: float = SWEEP_INTERVAL_S) -> None:
        self._workers = workers
        self._sweep_every_s = sweep_every_s
        self._lock = threading.Lock()
        self._busy: set[str] = set()
        self._crashed: dict[str, float] = {}
        """Runs that crashed, and until when they rest, so that one that always does takes no more than its turn."""
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._pool: ThreadPoolExecutor | None = None
        self._sweeper: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Tell whether this process works runs at all."""
        return self._pool is not None and not self._stopping.is_set()

    def start(self, work: ExecuteRun, find_work: FindQueuedRuns) -> None:
        """Begin to work: what is unfinished now, what is woken for, and what each sweep finds."""
        if self._pool is not None:
            return
        self._stopping.clear()
        self._pool = ThreadPoolExecutor(max_workers=self._workers, thread_name_prefix="run")
        self._sweeper = threading.Thread(
            target=self._sweep, args=(work, find_work), name="sweep", daemon=True
        )
        self._sweeper.start()

    def wake(self, run_id: str, *, priority: int = 0) -> None:
        """Look for work now instead of at the next sweep."""
        del (
            run_id,
            priority,
        )  # the sweep finds it in the database, and everything that waits before it
        self._wake.set()

    def stop(self, *, wait: bool = False) -> None:
        """Take no more work. Runs under way go on only if `wait`; otherwise they resume from their checkpoints."""
        self._stopping.set()
        self._wake.set()
        if self._sweeper is not None:
            self._sweeper.join(timeout=5)
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=True)
        self._pool = self._sweeper = None

    def _sweep(self, work: ExecuteRun, find_work: FindQueuedRuns) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self._fill(work, find_work)
            except ReinError as error:
                _log.warning("run_sweep_failed", extra={"fields": {"error": str(error)}})
            self._wake.wait(self._sweep_every_s)

    def _fill(self, work: ExecuteRun, find_work: FindQueuedRuns) -> None:
        """Begin as many runs as threads were free before the look: what waits may be in another order by now."""
        with self._lock:
            free = self._workers - len(self._busy)
        for waiting in find_work() if free > 0 else ():
            free -= self._begin(waiting.run_id, work)
            if free <= 0:
                return

    def _begin(self, run_id: str, work: ExecuteRun) -> bool:
        """Give a run to the threads. Returns whether it was."""
        with self._lock:
            if run_id in self._busy or self._pool is None or self._stopping.is_set():
                return False
            if self._crashed.get(run_id, 0.0) > time.monotonic():
                return False
            self._crashed.pop(run_id, None)
            self._busy.add(run_id)
            self._pool.submit(self._work, run_id, work)
            return True

    def _work(self, run_id: str, work: ExecuteRun) -> None:
        try:
            work(run_id)
        except (
            StorageUnavailable
        ) as error:  # no other run would get on either: the next sweep looks again
            _log.warning(
                "run_interrupted", extra={"fields": {"run_id": run_id, "error": str(error)}}
            )
            self._leave(run_id)
            return
        except Exception:  # noqa: BLE001 - the caller gets a problem, the log gets where it came from
            _log.exception("run_crashed", extra={"fields": {"run_id": run_id}})
            with self._lock:
                self._crashed[run_id] = time.monotonic() + self._sweep_every_s
        self._leave(run_id)
        self._wake.set()

    def _leave(self, run_id: str) -> None:
        with self._lock:
            self._busy.discard(run_id)
