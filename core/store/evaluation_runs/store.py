"""Write evaluation runs: all cases are queued at once, and each ends with its own run."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select, update

from core.accounts.user import EVALUATOR
from core.ports import Tier
from core.store.accounts.store import AccountStore
from core.store.accounts.values import Account
from core.store.database.rows import Row
from core.store.database.upsert import insert_rows
from core.store.datasets.tables import dataset_versions
from core.store.evaluation_runs.pairs import PairStore, read_cost
from core.store.evaluation_runs.reservations import recall_waiting
from core.store.evaluation_runs.tables import (
    evaluation_cases,
    evaluation_pairs,
    evaluation_runs,
)
from core.store.evaluation_runs.values import CaseStatus, EndedCase, NewCase, NewEvaluationRun
from core.store.runs.batch import BatchRun, cancel_batch, queue_batch, requeue_batch
from core.store.runs.newest import EVALUATION_CASE
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus


class EvaluationRunStore:
    """Writes evaluation runs; the caller checks rights."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pairs = PairStore(connection)

    def add(self, new: NewEvaluationRun) -> None:
        """Add a run and queue its cases."""
        AccountStore(self._connection).ensure(
            Account(user=EVALUATOR, tier=Tier.BASIC, created_at=new.created_at)
        )
        insert_rows(self._connection, evaluation_runs, [_to_row(new)])
        insert_rows(self._connection, evaluation_cases, [_case_row(new.id, c) for c in new.cases])
        self._pairs.add(new.id, new.pairs)
        queue_batch(
            self._connection,
            [_batch_run(case) for case in new.cases],
            kind=EVALUATION_CASE,
            user_id=EVALUATOR.id,
            sample=new.sample,
            now=new.created_at,
        )

    def save_scores(
        self, run_id: str, *, scores: Mapping[str, float | None], answers: Mapping[str, bool | None]
    ) -> None:
        """Write the scores of a case."""
        case = update(evaluation_cases).where(evaluation_cases.c.run_id == run_id)
        self._connection.execute(case.values(scores=dict(scores), answers=dict(answers)))

    def end_case(self, ended: EndedCase) -> None:
        """Write how a case has ended and what its calls cost; queue its pairs, or end them."""
        case = update(evaluation_cases).where(evaluation_cases.c.run_id == ended.run_id)
        cost = read_cost(self._connection, ended.run_id)
        self._connection.execute(
            case.values(
                status=ended.status,
                error=ended.error,
                cost_usd=cost.usd,
                unpriced=cost.unpriced,
                duration_us=ended.duration_us,
                ended_at=ended.at,
            )
        )
        self._pairs.follow_case(ended)
        recall_waiting(self._connection, ended.run_id)

    def cancel(self, evaluation_run_id: str, *, now: datetime) -> bool:
        """Cancel what is not finished; False if it was cancelled before."""
        change = update(evaluation_runs).where(
            evaluation_runs.c.id == evaluation_run_id, evaluation_runs.c.cancelled_at.is_(None)
        )
        if self._connection.execute(change.values(cancelled_at=now)).rowcount == 0:
            return False
        self._cancel_cases(evaluation_cases.c.evaluation_run_id == evaluation_run_id, now=now)
        self._pairs.cancel(evaluation_pairs.c.evaluation_run_id == evaluation_run_id, now=now)
        return True

    def cancel_of_dataset(self, dataset_id: str, *, now: datetime) -> None:
        """Cancel the runs over a dataset that is about to be deleted."""
        over = (
            select(evaluation_runs.c.id)
            .join(dataset_versions, dataset_versions.c.id == evaluation_runs.c.version_id)
            .where(dataset_versions.c.dataset_id == dataset_id)
        )
        theirs = over.scalar_subquery()
        self._cancel_cases(evaluation_cases.c.evaluation_run_id.in_(theirs), now=now)
        self._pairs.cancel(evaluation_pairs.c.evaluation_run_id.in_(theirs), now=now)

    def retry(self, evaluation_run_id: str, *, now: datetime) -> int:
        """Queue the cases and pairs again that failed or were cancelled; return how many."""
        ended = and_(
            evaluation_cases.c.evaluation_run_id == evaluation_run_id,
            evaluation_cases.c.status.in_([CaseStatus.FAILED, CaseStatus.CANCELLED]),
        )
        requeue_batch(self._connection, select(evaluation_cases.c.run_id).where(ended))
        whole = update(evaluation_runs).where(evaluation_runs.c.id == evaluation_run_id)
        self._connection.execute(whole.values(cancelled_at=None))
        waiting = {"status": CaseStatus.WAITING, "error": None, "ended_at": None}
        cases = self._connection.execute(update(evaluation_cases).where(ended).values(waiting))
        return cases.rowcount + self._pairs.retry(evaluation_run_id, now=now)

    def _cancel_cases(self, which: ColumnElement[bool], *, now: datetime) -> None:
        """Cancel the runs of waiting cases; one under way ends its case by itself."""
        waits = and_(which, evaluation_cases.c.status == CaseStatus.WAITING)
        cancel_batch(self._connection, select(evaluation_cases.c.run_id).where(waits), now=now)
        gone = select(runs.c.id).where(runs.c.status == RunStatus.CANCELLED)
        ended = update(evaluation_cases).where(
            waits, evaluation_cases.c.run_id.in_(gone.scalar_subquery())
        )
        self._connection.execute(ended.values(status=CaseStatus.CANCELLED, ended_at=now))


def _to_row(new: NewEvaluationRun) -> Row:
    return {
        "id": new.id,
        "version_id": new.version_id,
        "split": new.split,
        "variants": [
            {
                "label": one.label,
                "versions": dict(one.versions),
                "model": one.model,
                "first": dict(one.first),
            }
            for one in new.variants
        ],
        "judge": new.judge,
        "items": len({case.item_id for case in new.cases}),
        "budget_usd": new.budget_usd,
        "forecast": asdict(new.forecast),
        "note": new.note,
        "sample": new.sample,
        "replay": new.replay,
        "pairwise": bool(new.pairs),
        "created_by": new.created_by,
        "created_at": new.created_at,
        "cancelled_at": None,
    }


def _case_row(evaluation_run_id: str, case: NewCase) -> Row:
    return {
        "evaluation_run_id": evaluation_run_id,
        "item_id": case.item_id,
        "variant": case.variant,
        "run_id": case.run_id,
        "trace_id": case.trace_id,
        "status": CaseStatus.WAITING,
        "unpriced": False,
    }


def _batch_run(case: NewCase) -> BatchRun:
    return BatchRun(
        id=case.run_id,
        goal_id=case.goal_id,
        trace_id=case.trace_id,
        root_span_id=case.root_span_id,
        input=json.dumps({"item_id": case.item_id, "variant": case.variant}),
    )
