"""Delete a dataset."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.ids import is_id
from core.store.evaluation_runs.store import EvaluationRunStore
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.exports.queue_exports import deleting_receivers


@allow(Access.REVIEWER, changes=AuditAction.DATASET_DELETED, whose="dataset_id")
def delete_dataset(rein: Rein, *, viewer: Viewer, dataset_id: str) -> None:
    """Delete a dataset with all versions; labels stay.

    Receivers of its experiments are asked to delete its items. Raises NotAllowed and NotFound.
    """
    if not is_id(dataset_id):
        raise NotFound("There is no such dataset.")
    receivers = deleting_receivers(rein)
    with rein.database.begin() as work:
        EvaluationRunStore(work.connection).cancel_of_dataset(dataset_id, now=rein.clock.now())
        work.datasets.delete(dataset_id, receivers)
