"""Queue many runs at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, select, update

from core.store.database.upsert import insert_rows
from core.store.runs.tables import runs
from core.store.runs.values import Priority, RunStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRun:
    """A run of a batch; its id is its key, so that it is queued once."""

    id: str
    goal_id: str | None
    trace_id: str
    root_span_id: str
    input: str


def queue_batch(
    connection: Connection,
    batch: Sequence[BatchRun],
    *,
    kind: str,
    user_id: str,
    sample: bool,
    now: datetime,
) -> None:
    """Queue runs that come after those that a person waits for."""
    rows = [
        {
            "id": one.id,
            "goal_id": one.goal_id,
            "user_id": user_id,
            "kind": kind,
            "status": RunStatus.QUEUED,
            "key": one.id,
            "attempts": 0,
            "trace_id": one.trace_id,
            "root_span_id": one.root_span_id,
            "submitted_at": now,
            "sample": sample,
            "asks": False,
            "input": one.input,
            "priority": int(Priority.BATCH),
        }
        for one in batch
    ]
    insert_rows(connection, runs, rows)


def cancel_batch(connection: Connection, ids: Select[str], *, now: datetime) -> None:
    """Cancel waiting runs at once; those under way stop at their next checkpoint."""
    these = runs.c.id.in_(ids.scalar_subquery())
    waiting = update(runs).where(these, runs.c.status == RunStatus.QUEUED)
    connection.execute(
        waiting.values(status=RunStatus.CANCELLED, cancel_requested_at=now, finished_at=now)
    )
    under_way = update(runs).where(these, runs.c.status == RunStatus.RUNNING)
    connection.execute(under_way.values(cancel_requested_at=now))


def recall_batch(connection: Connection, ids: Select[str]) -> None:
    """End the wait of postponed runs; one that a worker looks at right now is passed over."""
    postponed = select(runs.c.id).where(
        runs.c.id.in_(ids.scalar_subquery()),
        runs.c.status == RunStatus.QUEUED,
        runs.c.lease_until.is_not(None),
    )
    free = postponed.with_for_update(skip_locked=True).scalar_subquery()
    connection.execute(update(runs).where(runs.c.id.in_(free)).values(lease_until=None))


def requeue_batch(connection: Connection, ids: Select[str]) -> None:
    """Queue runs again that failed or were cancelled; their finished stages stay."""
    again = update(runs).where(
        runs.c.id.in_(ids.scalar_subquery()),
        runs.c.status.in_([RunStatus.FAILED, RunStatus.CANCELLED]),
    )
    emptied = ("cancel_requested_at", "finished_at", "error", "error_advice", "deadline_at")
    cleared = dict.fromkeys((*emptied, "owner", "lease_until"))
    connection.execute(again.values({"status": RunStatus.QUEUED, "claims": 0} | cleared))
