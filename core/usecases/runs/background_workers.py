"""Begin to work submitted runs in this process, deliver what they leave in the outbox, keep the clock; and end it."""

from core.bootstrap import Rein
from core.jobs.runner import Waiting
from core.store.runs.store import RunStore
from core.usecases.exports.deliver_outbox import start_delivering
from core.usecases.runs.execute import execute_run
from core.usecases.schedule.jobs import JOBS
from core.usecases.schedule.run_due_jobs import run_due_jobs


def start_working(rein: Rein) -> None:
    """Start the job runner of this process; it first picks up what an earlier process left unfinished."""

    def find_work() -> tuple[Waiting, ...]:
        with rein.database.read() as connection:
            found = RunStore(connection).list_waiting(rein.clock.now())
        return tuple(Waiting(run_id, priority) for run_id, priority in found)

    rein.jobs.start(lambda run_id: execute_run(rein, run_id), find_work)
    start_delivering(rein)
    rein.schedule.start(lambda: run_due_jobs(rein, JOBS))


def stop_working(rein: Rein) -> None:
    """Take no more work and send what can be sent at once; the rest is left to the next process."""
    rein.schedule.stop(within_s=1.0)
    rein.jobs.stop()
    rein.delivery.stop()
