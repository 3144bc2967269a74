"""Whether a case or a pair of an evaluation run may be worked."""

from core.errors import Conflict
from core.store.evaluation_runs.read import count_progress
from core.store.evaluation_runs.values import EvaluationRun
from core.store.unit_of_work import UnitOfWork

DELETED = "The item of this case was deleted."
SPENT = "The budget of this evaluation run is spent."


def refusal(work: UnitOfWork, whole: EvaluationRun, expected: float | None) -> str:
    """Return why the budget does not cover this, beside what is spent and under way; "" if it does.

    The claim of the run is written already, so it is one of those that are running.
    """
    if whole.budget_usd is None or not expected:
        return ""
    progress = count_progress(work.connection, (whole.id,))[whole.id]
    costs = (*whole.forecast.usd_per_case, whole.forecast.usd_per_pair)
    dearest = max(usd for usd in costs if usd is not None)
    under_way = max(0, progress.running - 1) * dearest
    return "" if progress.spent_usd + under_way + expected <= whole.budget_usd else SPENT


def require_allowed(refused: str) -> None:
    """Raise Conflict if a step must not be taken."""
    if refused == SPENT:
        raise Conflict(SPENT, advice="Start another run with a larger budget.")
    if refused:
        raise Conflict(refused)
