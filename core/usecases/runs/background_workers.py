"""Starts and stops the background work of a process: runs, exports, mail and periodic jobs."""

from core.bootstrap import Rein
from core.jobs.runner import QueuedRun
from core.runs.kinds import queued_kinds
from core.store.runs.store import RunStore
from core.usecases.access.allow import Access, without_viewer
from core.usecases.exports.deliver_outbox import start_delivering
from core.usecases.mail.deliver_mail import mail_loops
from core.usecases.runs.execute import execute_run
from core.usecases.schedule.jobs import JOBS
from core.usecases.schedule.run_due_jobs import run_due_jobs


@without_viewer(Access.SYSTEM, "starts the workers of a process")
def start_working(rein: Rein) -> None:
    """Start the background work; runs that an earlier process left unfinished come first."""
    kinds = queued_kinds(rein.run_kinds).keys()

    def find_queued_runs() -> tuple[QueuedRun, ...]:
        with rein.database.read() as connection:
            found = RunStore(connection).list_claimable(rein.clock.now(), kinds=kinds)
        return tuple(QueuedRun(run_id, priority) for run_id, priority in found)

    rein.jobs.start(lambda run_id: execute_run(rein, run_id), find_queued_runs)
    start_delivering(rein, others=mail_loops(rein))
    rein.scheduler.start(lambda: run_due_jobs(rein, JOBS))


@without_viewer(Access.SYSTEM, "stops the workers of a process")
def stop_working(rein: Rein) -> None:
    """Stop the background work; what is not finished is left to the next process."""
    rein.scheduler.stop(within_s=1.0)
    rein.jobs.stop()
    rein.delivery.stop()
