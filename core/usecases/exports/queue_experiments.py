"""Queue evaluation runs that have ended for the sinks that have datasets and experiments."""

from core.bootstrap import Rein
from core.exports.payload import EXPERIMENT_SINKS
from core.formats import pluralize
from core.store.exports.experiments import list_unsent_experiments, queue_experiment
from core.usecases.access.allow import Access, without_viewer


@without_viewer(Access.SYSTEM, "a periodic job, and after an evaluation run was worked")
def queue_experiments(rein: Rein) -> str:
    """Queue every ended run that is not queued yet, and return how many in words.

    A run whose cases were worked again is queued again; what was sent is then replaced.
    """
    sinks = tuple(name for name in rein.settings.sinks if name in EXPERIMENT_SINKS)
    if not sinks:
        return "no sink has experiments"
    with rein.database.read() as connection:
        ended = list_unsent_experiments(connection)
    queued = 0
    for run_id, ended_at in ended:
        with rein.database.begin() as work:
            queued += queue_experiment(
                work.connection, run_id, ended_at=ended_at, sinks=sinks, now=rein.clock.now()
            )
    rein.delivery.wake()
    return pluralize(queued, "evaluation run") + " queued"
