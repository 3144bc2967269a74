"""Work the cases of an evaluation run in this process, several at a time."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.evaluation_runs.pair_read import list_waiting_pairs
from core.store.evaluation_runs.read import Progress, count_progress, list_waiting
from core.usecases.access.allow import Access, allow
from core.usecases.exports.queue_experiments import queue_experiments
from core.usecases.runs.execute import execute_run
from core.usecases.trials.judge_replays import judge_replays

POLL_INTERVAL_S = 0.5


@allow(Access.REVIEWER)
def work_evaluation_run(
    rein: Rein,
    *,
    viewer: Viewer,
    evaluation_run_id: str,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
) -> Progress:
    """Return when every case and pair has ended; a server on the same database works beside.

    What an earlier process left is continued, a replay is judged, and the run is queued for Opik.
    Raises NotAllowed below reviewer.
    """
    while waiting := _waiting(rein, evaluation_run_id):
        with ThreadPoolExecutor(rein.settings.workers, thread_name_prefix="case") as pool:
            futures = [pool.submit(execute_run, rein, run_id) for run_id in waiting]
            worked = 0
            for future in as_completed(futures):
                worked += bool(future.result())
                on_progress(_progress(rein, evaluation_run_id))
        if not worked:  # others work what is left, or their leases have to end first
            time.sleep(POLL_INTERVAL_S)
    judge_replays(rein)
    queue_experiments(rein)
    return _progress(rein, evaluation_run_id)


def _waiting(rein: Rein, evaluation_run_id: str) -> tuple[str, ...]:
    with rein.database.read() as connection:
        cases = list_waiting(connection, evaluation_run_id)
        return cases or list_waiting_pairs(connection, evaluation_run_id)


def _progress(rein: Rein, evaluation_run_id: str) -> Progress:
    with rein.database.read() as connection:
        return count_progress(connection, (evaluation_run_id,))[evaluation_run_id]
