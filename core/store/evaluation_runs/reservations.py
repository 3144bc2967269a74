"""What the cases and pairs of an evaluation run that are under way may still cost."""

from sqlalchemy import ColumnElement, Connection, Table, func, select

from core.store.evaluation_runs.tables import evaluation_cases, evaluation_pairs, evaluation_runs
from core.store.evaluation_runs.values import CaseStatus, EvaluationRun
from core.store.runs.batch import recall_batch
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus

_CASE, _PAIR = evaluation_cases.c, evaluation_pairs.c


def read_reserved(connection: Connection, whole: EvaluationRun) -> float:
    """Return the forecast of what is under way, in US dollars.

    The evaluation run is locked until the transaction ends, so that of two workers that claim a
    case at the same moment the second one counts the case of the first.
    """
    locked = select(evaluation_runs.c.id).where(evaluation_runs.c.id == whole.id)
    connection.execute(locked.with_for_update())
    cases = select(_CASE.variant, func.count()).where(*_under_way(evaluation_cases, whole))
    pairs = select(func.count()).where(*_under_way(evaluation_pairs, whole))
    by_variant = cases.group_by(_CASE.variant)
    usd = whole.forecast.usd_per_case
    of_cases: float = sum(
        n * (usd[variant] or 0.0) for variant, n in connection.execute(by_variant)
    )
    of_pairs: float = connection.execute(pairs).scalar_one() * (whole.forecast.usd_per_pair or 0.0)
    return of_cases + of_pairs


def recall_waiting(connection: Connection, run_id: str) -> None:
    """Let those that wait for the end of a case or pair look at the budget again."""
    for part in (_CASE, _PAIR):
        whole = select(part.evaluation_run_id).where(part.run_id == run_id).scalar_subquery()
        for other in (_CASE, _PAIR):
            recall_batch(connection, select(other.run_id).where(other.evaluation_run_id == whole))


def _under_way(table: Table, whole: EvaluationRun) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.evaluation_run_id == whole.id,
        table.c.status == CaseStatus.WAITING,
        table.c.run_id == runs.c.id,
        runs.c.status == RunStatus.RUNNING,
    )
