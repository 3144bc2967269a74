"""Cancel an evaluation run, or work again what failed in it."""

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.ids import is_id
from core.store.evaluation_runs.read import find_evaluation_run
from core.store.evaluation_runs.store import EvaluationRunStore
from core.store.evaluation_runs.values import EvaluationRun
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, AuditAction, allow


@allow(Access.REVIEWER, changes=AuditAction.EVALUATION_RUN_CANCELLED, whose="evaluation_run_id")
def cancel_evaluation_run(rein: Rein, *, viewer: Viewer, evaluation_run_id: str) -> None:
    """Cancel the cases that are not finished; what is finished stays and is compared.

    Raises NotAllowed below reviewer, NotFound, and Conflict if it was cancelled before.
    """
    now = rein.clock.now()
    with rein.database.begin() as work:
        run = _require(work, evaluation_run_id)
        if not EvaluationRunStore(work.connection).cancel(run.id, now=now):
            raise Conflict("This run was cancelled before.")


@allow(Access.REVIEWER, changes=AuditAction.EVALUATION_RUN_RETRIED, whose="evaluation_run_id")
def retry_evaluation_run(rein: Rein, *, viewer: Viewer, evaluation_run_id: str) -> int:
    """Queue the cases and pairs again that failed or were cancelled, and return how many.

    Finished steps are not worked or paid again, and the budget of the run holds. A run that costs
    money needs an admin. Raises NotAllowed and NotFound.
    """
    with rein.database.begin() as work:
        run = _require(work, evaluation_run_id)
        if any((*run.forecast.usd_per_case, run.forecast.usd_per_pair)):
            viewer.require(Role.ADMIN)
        queued = EvaluationRunStore(work.connection).retry(run.id, now=rein.clock.now())
    if queued:
        rein.jobs.wake(run.id)
    return queued


def _require(work: UnitOfWork, evaluation_run_id: str) -> EvaluationRun:
    found = (
        find_evaluation_run(work.connection, evaluation_run_id)
        if is_id(evaluation_run_id)
        else None
    )
    if found is None:
        raise NotFound("There is no such evaluation run.")
    return found
