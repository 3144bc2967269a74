"""Begin to work submitted runs in this process and to deliver what they leave in the outbox, and end both."""

from core.bootstrap import Rein
from core.storage.stores.runs import RunStore
from core.usecases.deliver_outbox import start_delivering
from core.usecases.execute_run import execute_run


def start_working(rein: Rein) -> None:
    """Start the job runner of this process; it first picks up what an earlier process left unfinished."""

    def find_work() -> tuple[str, ...]:
        with rein.database.read() as connection:
            return RunStore(connection).list_claimable(rein.clock.now())

    rein.jobs.start(lambda run_id: execute_run(rein, run_id), find_work)
    start_delivering(rein)


def stop_working(rein: Rein) -> None:
    """Take no more work and send what can be sent at once; the rest is left to the next process."""
    rein.jobs.stop()
    rein.delivery.stop()
