"""Works a run in this process, or waits for the process that has claimed it."""

import time

from core.bootstrap import Rein
from core.errors import NotFound
from core.usecases.access.allow import Access, without_viewer
from core.usecases.runs.execute import execute_run

POLL_INTERVAL_S = 0.2


@without_viewer(Access.SYSTEM, "works on a run that was just submitted")
def run_and_wait(rein: Rein, run_id: str) -> None:
    """Return when the run has ended. A server on the same database may have claimed it first."""
    while not execute_run(rein, run_id):
        with rein.database.begin() as work:
            run = work.runs.get(run_id)
        if run is None:
            raise NotFound(
                "This run does not exist any more.", advice="It was deleted while it was worked."
            )
        if run.status.over:
            return
        time.sleep(POLL_INTERVAL_S)
