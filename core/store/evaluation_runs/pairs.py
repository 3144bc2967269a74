"""Write pairs of evaluation runs: each is queued when both of its cases are done."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from core.accounts.user import EVALUATOR
from core.experiments.pairwise import PREFERENCE_CODEC, Order, Preference
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.database.upsert import insert_rows
from core.store.datasets.tables import dataset_items
from core.store.evaluation_runs.reservations import recall_waiting
from core.store.evaluation_runs.tables import evaluation_cases, evaluation_pairs, evaluation_runs
from core.store.evaluation_runs.values import CaseStatus, EndedCase, NewPair
from core.store.runs.batch import BatchRun, cancel_batch, queue_batch, requeue_batch
from core.store.runs.newest import EVALUATION_PAIR
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus
from core.tracing.tracer import new_span_id

_PAIR = evaluation_pairs.c
_QUEUED = exists().where(runs.c.id == _PAIR.run_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCost:
    """What the calls of a run cost."""

    usd: float
    unpriced: bool
    """True if a price is unknown, or if a call may have been billed without a reply."""


def read_cost(connection: Connection, run_id: str) -> CallCost:
    """Return what the calls of a run cost until now."""
    of_run = llm_calls.c.run_id == run_id
    billed = and_(llm_calls.c.cost_usd.is_(None), llm_calls.c.price_version.is_not(None))
    doubtful = llm_calls.c.status == CallStatus.IN_DOUBT
    spent = select(func.coalesce(func.sum(llm_calls.c.cost_usd), 0.0)).where(of_run)
    unknown = select(exists().where(of_run, or_(billed, doubtful)))
    return CallCost(
        usd=float(connection.execute(spent).scalar_one()),
        unpriced=bool(connection.scalar(unknown)),
    )


class PairStore:
    """Writes pairs; the caller checks rights."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, evaluation_run_id: str, pairs: Sequence[NewPair]) -> None:
        """Add pairs that wait for their cases."""
        rows = [
            {
                "evaluation_run_id": evaluation_run_id,
                "item_id": pair.item_id,
                "variant": pair.variant,
                "run_id": pair.run_id,
                "trace_id": pair.trace_id,
                "status": CaseStatus.WAITING,
                "unpriced": False,
            }
            for pair in pairs
        ]
        if rows:
            insert_rows(self._connection, evaluation_pairs, rows)

    def follow_case(self, ended: EndedCase) -> None:
        """Queue the pairs of a case that are ready, or end those that it leaves without a side."""
        of_case = evaluation_cases.c.run_id == ended.run_id
        case = fetch_one(self._connection, select(evaluation_cases).where(of_case))
        if case is None:
            return
        theirs = and_(
            _PAIR.evaluation_run_id == case["evaluation_run_id"],
            _PAIR.item_id == case["item_id"],
            or_(_PAIR.variant == case["variant"], literal(case["variant"]) == 0),
        )
        if ended.status is CaseStatus.DONE:
            self._queue_ready(theirs, now=ended.at)
            return
        gone = update(evaluation_pairs).where(theirs, _PAIR.status == CaseStatus.WAITING)
        self._connection.execute(gone.values(status=CaseStatus.CANCELLED, ended_at=ended.at))

    def save(self, run_id: str, order: Order, preference: Preference) -> None:
        """Write what the judge preferred in one order."""
        column = {order.value: PREFERENCE_CODEC.dump(preference)}
        pair = update(evaluation_pairs).where(_PAIR.run_id == run_id)
        self._connection.execute(pair.values(column))

    def end(self, ended: EndedCase) -> None:
        """Write how a pair has ended and what its calls cost."""
        cost = read_cost(self._connection, ended.run_id)
        pair = update(evaluation_pairs).where(_PAIR.run_id == ended.run_id)
        self._connection.execute(
            pair.values(
                status=ended.status,
                error=ended.error,
                cost_usd=cost.usd,
                unpriced=cost.unpriced,
                ended_at=ended.at,
            )
        )
        recall_waiting(self._connection, ended.run_id)

    def cancel(self, which: ColumnElement[bool], *, now: datetime) -> None:
        """Cancel the pairs that wait; one under way ends by itself."""
        waits = and_(which, _PAIR.status == CaseStatus.WAITING)
        cancel_batch(self._connection, select(_PAIR.run_id).where(waits), now=now)
        works = exists().where(runs.c.id == _PAIR.run_id, runs.c.status == RunStatus.RUNNING)
        ended = update(evaluation_pairs).where(waits, ~works)
        self._connection.execute(ended.values(status=CaseStatus.CANCELLED, ended_at=now))

    def retry(self, evaluation_run_id: str, *, now: datetime) -> int:
        """Let pairs wait again that failed or were cancelled; return how many are queued again."""
        of_run = _PAIR.evaluation_run_id == evaluation_run_id
        ended = and_(of_run, _PAIR.status.in_([CaseStatus.FAILED, CaseStatus.CANCELLED]))
        again = select(func.count()).select_from(evaluation_pairs).where(ended, _QUEUED)
        count = int(self._connection.execute(again).scalar_one())
        requeue_batch(self._connection, select(_PAIR.run_id).where(ended))
        waiting = {"status": CaseStatus.WAITING, "error": None, "ended_at": None}
        self._connection.execute(update(evaluation_pairs).where(ended).values(waiting))
        return count + self._queue_ready(of_run, now=now)

    def _queue_ready(self, which: ColumnElement[bool], *, now: datetime) -> int:
        """Queue the pairs whose two cases are done, and return how many.

        The pairs are locked first: of two cases that end at once, the second one to get the lock
        sees that the other is done.
        """
        waits = (which, _PAIR.status == CaseStatus.WAITING)
        lock = select(_PAIR.item_id, _PAIR.variant).where(*waits).order_by(_PAIR.item_id)
        self._connection.execute(lock.order_by(_PAIR.variant).with_for_update())
        rows = fetch_all(self._connection, _ready().where(*waits, ~_QUEUED))
        for sample in {row["sample"] for row in rows}:
            queue_batch(
                self._connection,
                [_batch_run(row) for row in rows if row["sample"] is sample],
                kind=EVALUATION_PAIR,
                user_id=EVALUATOR.id,
                sample=sample,
                now=now,
            )
        return len(rows)


def _ready() -> Select[*tuple[object, ...]]:
    """Return the pairs whose two cases are done, as a query."""
    baseline, tried = evaluation_cases.alias(), evaluation_cases.alias()
    of_pair = [
        and_(
            side.c.evaluation_run_id == _PAIR.evaluation_run_id,
            side.c.item_id == _PAIR.item_id,
            side.c.variant == variant,
            side.c.status == CaseStatus.DONE,
        )
        for side, variant in ((baseline, 0), (tried, _PAIR.variant))
    ]
    return (
        select(
            _PAIR.run_id,
            _PAIR.trace_id,
            _PAIR.item_id,
            _PAIR.variant,
            dataset_items.c.goal_id,
            evaluation_runs.c.sample,
        )
        .join(evaluation_runs, evaluation_runs.c.id == _PAIR.evaluation_run_id)
        .join(dataset_items, dataset_items.c.id == _PAIR.item_id)
        .join(baseline, of_pair[0])
        .join(tried, of_pair[1])
    )


def _batch_run(row: Row) -> BatchRun:
    return BatchRun(
        id=row["run_id"],
        goal_id=row["goal_id"],
        trace_id=row["trace_id"],
        root_span_id=new_span_id(),
        input=json.dumps({"item_id": row["item_id"], "variant": row["variant"]}),
    )
