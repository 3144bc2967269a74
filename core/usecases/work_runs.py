"""Begin to work submitted runs in this process and to deliver what they leave in the outbox, and end both."""

from core.bootstrap import Rein
from core.jobs.runner import Waiting
from core.storage.stores.runs import RunStore
from core.usecases.deliver_outbox import start_delivering
from core.usecases.execute_run import execute_run


def start_working(rein: Rein) -> None:
    """Start the job runner of this process; it first picks up what an earlier process left unfinished."""

    def find_work() -> tuple[Waiting, ...]:
        with rein.database.read() as connection:
            found = RunStore(connection).list_waiting(rein.clock.now())
        return tuple(Waiting(run_id, priority) for run_id, priority in found)

    rein.jobs.start(lambda run_id: execute_run(rein, run_id), find_work)
    start_delivering(rein)


def stop_working(rein: Rein) -> None:
    """Take no more work and send what can be sent at once; the rest is left to the next process."""
    rein.jobs.stop()
    rein.delivery.stop()
