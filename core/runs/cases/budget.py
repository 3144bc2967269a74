"""Whether a case or a pair of an evaluation run may be worked, must wait, or is refused."""

from core.errors import Conflict
from core.store.evaluation_runs.read import count_progress
from core.store.evaluation_runs.reservations import read_reserved
from core.store.evaluation_runs.values import EvaluationRun
from core.store.unit_of_work import UnitOfWork

DELETED = "The item of this case was deleted."
SPENT = "The budget of this evaluation run is spent."
_ROUNDING_USD = 1e-9


def has_room(work: UnitOfWork, whole: EvaluationRun, expected: float | None) -> bool:
    """Return whether the budget covers this beside what is under way; if not, it waits for that.

    What ends may have cost less than was expected. One that no end can make room for does not
    wait: it is refused (see `refusal`).
    """
    if whole.budget_usd is None or not expected:
        return True
    reserved = read_reserved(work.connection, whole)  # first, for its lock
    left = _left(work, whole, whole.budget_usd)
    return expected > left or reserved + expected <= left


def refusal(work: UnitOfWork, whole: EvaluationRun, expected: float | None) -> str:
    """Return why the budget does not cover this beside what is spent; "" if it does."""
    if whole.budget_usd is None or not expected:
        return ""
    return SPENT if expected > _left(work, whole, whole.budget_usd) else ""


def _left(work: UnitOfWork, whole: EvaluationRun, budget_usd: float) -> float:
    progress = count_progress(work.connection, (whole.id,))[whole.id]
    return budget_usd - progress.spent_usd + _ROUNDING_USD


def require_allowed(refused: str) -> None:
    """Raise Conflict if a step must not be taken."""
    if refused == SPENT:
        raise Conflict(SPENT, advice="Start another run with a larger budget.")
    if refused:
        raise Conflict(refused)
