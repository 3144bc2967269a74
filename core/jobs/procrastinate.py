"""Works queued runs through Procrastinate on PostgreSQL, in many equal processes woken by NOTIFY.

The queue only notifies. Whether a run may be worked, and by whom, is decided by the claim on the
run itself, so a job that is delivered twice is safe and one that is lost is found by the sweep.
"""

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Status
from psycopg import Error as DriverError

from core.errors import ReinError, StorageUnavailable
from core.jobs.runner import SWEEP_INTERVAL_S, ExecuteRun, FindQueuedRuns

QUEUE = "runs"
TASK = "work_run"
START_TIMEOUT_S = 15.0
STOP_TIMEOUT_S = 5.0
HEARTBEAT_S = 5.0
RESTART_DELAY_S = 1.0
POLL_INTERVAL_S = 2.0
"""The worker reads the queue before it listens; a job added in between waits for this poll."""

_log = logging.getLogger(__name__)


def work_in_turn(run_id: str, work: ExecuteRun, find_queued_runs: FindQueuedRuns) -> None:
    """Work the run whose turn it is. A job says that there is one more, not which comes next.

    Jobs are in the order they came, which a person with many of them would fill.
    """
    tried: set[str] = set()
    while True:
        queued = next((one for one in find_queued_runs() if one.run_id not in tried), None)
        if queued is None:
            break
        tried.add(queued.run_id)
        if work(queued.run_id):
            return
    if run_id not in tried:
        work(run_id)


class ProcrastinateJobs:
    """The job runner of many replicas; implements core.jobs.runner.JobRunner."""

    def __init__(self, *, url: str, workers: int, sweep_every_s: float = SWEEP_INTERVAL_S) -> None:
        self._url = url
        self._workers = workers
        self._sweep_every_s = sweep_every_s
        self._sender: App | None = None
        self._sender_lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._listening = threading.Event()

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self, work: ExecuteRun, find_queued_runs: FindQueuedRuns) -> None:
        """Start to work in a thread with its own event loop; return when it listens."""
        if self.running:
            return
        self._listening.clear()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(work, find_queued_runs)),
            name="queue",
            daemon=True,
        )
        self._thread.start()
        self._listening.wait(START_TIMEOUT_S)

    def wake(self, run_id: str, *, priority: int = 0) -> None:
        """Add the run to the queue; if that fails, the next sweep of any process adds it."""
        try:
            self._defer(run_id, priority)
        except (ConnectorException, DriverError) as error:
            _log.warning(
                "wake_failed", extra={"fields": {"run_id": run_id, "error": type(error).__name__}}
            )

    def stop(self, *, wait: bool = False) -> None:
        """Start no more jobs and close the connections."""
        if self._loop is not None and self._stopping is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stopping.set)
        if self._thread is not None:
            self._thread.join(None if wait else STOP_TIMEOUT_S)
        self._thread = None
        with self._sender_lock:
            if self._sender is not None:
                self._sender.close()
                self._sender = None

    def _defer(self, run_id: str, priority: int) -> None:
        with self._sender_lock:
            if self._sender is None:
                self._sender = App(
                    connector=SyncPsycopgConnector(conninfo=self._url, min_size=0, max_size=2)
                )
                self._sender.open()
            job = self._sender.configure_task(
                TASK, queue=QUEUE, queueing_lock=run_id, priority=-priority, allow_unknown=True
            )  # here a larger number goes first
        try:
            job.defer(run_id=run_id)
        except AlreadyEnqueued:
            return  # the run is queued already

    async def _serve(self, work: ExecuteRun, find_queued_runs: FindQueuedRuns) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        pool = ThreadPoolExecutor(max_workers=self._workers, thread_name_prefix="run")
        app = App(connector=PsycopgConnector(conninfo=self._url, min_size=1, max_size=4))

        async def work_run(run_id: str) -> None:
            try:
                await asyncio.get_running_loop().run_in_executor(
                    pool, work_in_turn, run_id, work, find_queued_runs
                )
            except StorageUnavailable as error:
                _log.warning(
                    "run_interrupted", extra={"fields": {"run_id": run_id, "error": str(error)}}
                )
            except Exception:  # noqa: BLE001 - a crash of one run must not end the worker
                _log.exception("run_crashed", extra={"fields": {"run_id": run_id}})

        app.task(name=TASK, queue=QUEUE)(work_run)
        async with app.open_async():
            worker = asyncio.create_task(self._keep_worker_running(app))
            sweeper = asyncio.create_task(self._sweep(app, find_queued_runs))
            self._listening.set()
            await self._stopping.wait()
            sweeper.cancel()
            worker.cancel()
            await asyncio.gather(worker, sweeper, return_exceptions=True)
        pool.shutdown(wait=False, cancel_futures=True)

    async def _keep_worker_running(self, app: App) -> None:
        """Run the worker, and restart it when a lost connection has ended it."""
        while True:
            try:
                await app.run_worker_async(
                    queues=[QUEUE],
                    concurrency=self._workers,
                    install_signal_handlers=False,
                    delete_jobs="always",
                    update_heartbeat_interval=HEARTBEAT_S,
                    fetch_job_polling_interval=POLL_INTERVAL_S,
                    shutdown_graceful_timeout=STOP_TIMEOUT_S,
                )
            except Exception as error:  # noqa: BLE001 - the worker is restarted
                _log.warning(
                    "queue_worker_ended", extra={"fields": {"error": type(error).__name__}}
                )
            await asyncio.sleep(RESTART_DELAY_S)

    async def _sweep(self, app: App, find_queued_runs: FindQueuedRuns) -> None:
        """Queue the runs that no worker has claimed, and remove the jobs of dead workers."""
        while True:
            try:
                for queued in await asyncio.to_thread(find_queued_runs):
                    await asyncio.to_thread(self._defer, queued.run_id, queued.priority)
                for job in await app.job_manager.get_stalled_jobs(
                    queue=QUEUE, seconds_since_heartbeat=4 * HEARTBEAT_S
                ):
                    await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
            except (ReinError, ConnectorException, DriverError) as error:
                _log.warning(
                    "queue_sweep_failed", extra={"fields": {"error": type(error).__name__}}
                )
            await asyncio.sleep(self._sweep_every_s)
