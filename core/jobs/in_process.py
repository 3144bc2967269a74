"""Works queued runs on a bounded thread pool inside the serving process.

The database is the queue: a wake-up only saves the wait until the next sweep, so losing one loses
nothing. The sweep also finds unfinished runs of an earlier process once their lease has expired. A
run is picked only when a thread is free for it, so an interactive run overtakes earlier batch runs.
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
        """Runs that crashed, and when each may be tried again."""
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._pool: ThreadPoolExecutor | None = None
        self._sweeper: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Return whether this process works runs."""
        return self._pool is not None and not self._stopping.is_set()

    def start(self, work: ExecuteRun, find_queued_runs: FindQueuedRuns) -> None:
        """Start to work: unfinished runs now, then those of each wake-up and sweep."""
        if self._pool is not None:
            return
        self._stopping.clear()
        self._pool = ThreadPoolExecutor(max_workers=self._workers, thread_name_prefix="run")
        self._sweeper = threading.Thread(
            target=self._sweep, args=(work, find_queued_runs), name="sweep", daemon=True
        )
        self._sweeper.start()

    def wake(self, run_id: str, *, priority: int = 0) -> None:
        """Start queued runs now instead of at the next sweep."""
        del run_id, priority  # the sweep reads the run, and all those before it, from the database
        self._wake.set()

    def stop(self, *, wait: bool = False) -> None:
        """Start no more runs; wait for those under way if `wait`, else they resume later."""
        self._stopping.set()
        self._wake.set()
        if self._sweeper is not None:
            self._sweeper.join(timeout=5)
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=True)
        self._pool = self._sweeper = None

    def _sweep(self, work: ExecuteRun, find_queued_runs: FindQueuedRuns) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self._start_queued(work, find_queued_runs)
            except ReinError as error:
                _log.warning("run_sweep_failed", extra={"fields": {"error": str(error)}})
            self._wake.wait(self._sweep_every_s)

    def _start_queued(self, work: ExecuteRun, find_queued_runs: FindQueuedRuns) -> None:
        """Start as many runs as threads are free, so that the order of the others stays open."""
        with self._lock:
            free = self._workers - len(self._busy)
        for queued in find_queued_runs() if free > 0 else ():
            free -= self._start_run(queued.run_id, work)
            if free <= 0:
                return

    def _start_run(self, run_id: str, work: ExecuteRun) -> bool:
        """Start a run in the pool. Returns False if it runs already or crashed a moment ago."""
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
        except StorageUnavailable as error:  # the next sweep tries again
            _log.warning(
                "run_interrupted", extra={"fields": {"run_id": run_id, "error": str(error)}}
            )
            self._mark_idle(run_id)
            return
        except Exception:  # noqa: BLE001 - a crash of one run must not end the thread
            _log.exception("run_crashed", extra={"fields": {"run_id": run_id}})
            with self._lock:
                self._crashed[run_id] = time.monotonic() + self._sweep_every_s
        self._mark_idle(run_id)
        self._wake.set()

    def _mark_idle(self, run_id: str) -> None:
        with self._lock:
            self._busy.discard(run_id)
