"""What the cases and pairs of an evaluation run that are under way may still cost."""

from sqlalchemy import ColumnElement, Connection, Table, func, select, text, union_all

from core.store.evaluation_runs.tables import evaluation_cases, evaluation_pairs
from core.store.evaluation_runs.values import CaseStatus, EvaluationRun
from core.store.runs.batch import recall_batch
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus

_CASE, _PAIR = evaluation_cases.c, evaluation_pairs.c
_PARTS = (_CASE, _PAIR)
_LOCK_BUDGET = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")


def read_reserved(connection: Connection, whole: EvaluationRun) -> float:
    """Return the forecast of what is under way, in US dollars.

    The budget is locked until the transaction ends, so that of two workers that claim a case at the
    same moment the second one counts the case of the first.
    """
    _lock(connection, whole.id)
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
    """Let those that wait for the end of a case or pair look at the budget again.

    The lock lets a worker finish that counts this one as under way and is about to wait for it.
    """
    whole = union_all(*(select(p.evaluation_run_id).where(p.run_id == run_id) for p in _PARTS))
    found = connection.scalar(whole)
    if found is None:
        return
    _lock(connection, found)
    for part in _PARTS:
        recall_batch(connection, select(part.run_id).where(part.evaluation_run_id == found))


def _lock(connection: Connection, evaluation_run_id: str) -> None:
    """Wait until no other transaction decides about this budget; SQLite has one writer anyway.

    The row of the evaluation run is not locked: who cancels it holds that row and waits for the
    runs of its cases.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK_BUDGET, {"key": f"budget:{evaluation_run_id}"})


def _under_way(table: Table, whole: EvaluationRun) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.evaluation_run_id == whole.id,
        table.c.status == CaseStatus.WAITING,
        table.c.run_id == runs.c.id,
        runs.c.status == RunStatus.RUNNING,
    )
