"""Queue evaluation runs for receivers that have datasets and experiments."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select, update

from core.exports.payload import ExportKind
from core.store.database.rows import fetch_all
from core.store.datasets.tables import dataset_items
from core.store.evaluation_runs.tables import evaluation_cases, evaluation_runs
from core.store.evaluation_runs.values import CaseStatus
from core.store.exports.store import OutboxStore
from core.store.exports.tables import outbox
from core.store.exports.values import OutboxState

_CASE = evaluation_cases.c


def list_unsent_experiments(connection: Connection) -> tuple[tuple[str, datetime], ...]:
    """Return the ended runs, each with its end, that were not queued since; no samples."""
    of_run = _CASE.evaluation_run_id == evaluation_runs.c.id
    waits = exists().where(of_run, _CASE.status == CaseStatus.WAITING)
    newest = select(func.max(_CASE.ended_at)).where(of_run)
    ended = newest.correlate(evaluation_runs).scalar_subquery()
    queued = evaluation_runs.c.experiment_queued_at
    query = select(evaluation_runs.c.id, ended.label("ended_at")).where(
        ~evaluation_runs.c.sample,
        exists().where(of_run, _CASE.status == CaseStatus.DONE),
        ~waits,
        or_(queued.is_(None), queued < ended),
    )
    rows = fetch_all(connection, query.order_by(evaluation_runs.c.id))
    return tuple((row["id"], row["ended_at"]) for row in rows)


def queue_experiment(
    connection: Connection,
    evaluation_run_id: str,
    *,
    ended_at: datetime,
    sinks: Sequence[str],
    now: datetime,
) -> bool:
    """Queue a run for these sinks; False if another process did since it ended."""
    queued = evaluation_runs.c.experiment_queued_at
    claim = update(evaluation_runs).where(
        evaluation_runs.c.id == evaluation_run_id, or_(queued.is_(None), queued < ended_at)
    )
    if connection.execute(claim.values(experiment_queued_at=max(now, ended_at))).rowcount == 0:
        return False
    for sink in sinks:
        OutboxStore(connection).add(
            sink=sink, kind=ExportKind.EXPERIMENT, trace_id=evaluation_run_id, body={}, now=now
        )
    return True


def delete_exported_items(
    connection: Connection,
    of_items: ColumnElement[bool],
    *,
    sinks: Sequence[str],
    now: datetime,
) -> None:
    """Queue the deletion of items that a receiver may have; a delivery under way ends first."""
    in_a_queued_run = (
        exists()
        .where(
            _CASE.item_id == dataset_items.c.id,
            _CASE.evaluation_run_id == evaluation_runs.c.id,
            evaluation_runs.c.experiment_queued_at.is_not(None),
        )
        .correlate(dataset_items)
    )
    ids = connection.execute(select(dataset_items.c.id).where(of_items, in_a_queued_run)).scalars()
    for item_id in list(ids):
        for sink in sinks:
            OutboxStore(connection).add(
                sink=sink,
                kind=ExportKind.ITEM_DELETION,
                trace_id=item_id,
                body={},
                now=max(now, _free_at(connection, sink) or now),
            )


def _free_at(connection: Connection, sink: str) -> datetime | None:
    """Return when the last experiment under way is sent or free again; None if none is."""
    claimed = (
        outbox.c.sink == sink,
        outbox.c.kind == ExportKind.EXPERIMENT,
        outbox.c.state == OutboxState.PENDING,
        outbox.c.attempts > 0,
    )
    found: datetime | None = connection.execute(
        select(outbox.c.next_attempt_at)
        .where(*claimed)
        .order_by(outbox.c.next_attempt_at.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found
