"""Load evaluation runs for receivers that have datasets and experiments."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from core.datasets.canonical import read_item
from core.exports.experiment import (
    ExperimentCase,
    ExperimentItem,
    ExperimentPayload,
    ExperimentVariant,
)
from core.store.database.rows import fetch_all
from core.store.datasets.tables import dataset_items
from core.store.evaluation_runs.read import find_evaluation_run
from core.store.evaluation_runs.tables import evaluation_cases
from core.store.evaluation_runs.values import CaseStatus
from core.store.exports.tables import exported_traces

_CASE = evaluation_cases.c


def find_experiments(
    connection: Connection, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], ExperimentPayload]:
    """Return evaluation runs by sink and id; runs that were deleted are missing."""
    found = {
        (sink, run_id): _load(connection, run_id, sink=sink) for sink, run_id in sorted(wanted)
    }
    return {key: payload for key, payload in found.items() if payload is not None}


def _load(connection: Connection, run_id: str, *, sink: str) -> ExperimentPayload | None:
    run = find_evaluation_run(connection, run_id)
    if run is None:
        return None
    cases = _cases(connection, run_id, sink=sink)
    return ExperimentPayload(
        trace_id=run.id,
        dataset_id=run.dataset_id,
        dataset=run.dataset,
        version=run.number,
        judge=run.judge,
        note=run.note,
        created_at=run.created_at,
        variants=tuple(
            ExperimentVariant(label=one.label, model=one.model, versions=one.versions)
            for one in run.variants
        ),
        items=_items(connection, run_id),
        cases=cases,
    )


def _items(connection: Connection, run_id: str) -> tuple[ExperimentItem, ...]:
    of_run = select(_CASE.item_id).where(_CASE.evaluation_run_id == run_id)
    query = (
        select(dataset_items.c.id, dataset_items.c.goal_id, dataset_items.c.body)
        .where(dataset_items.c.id.in_(of_run))
        .order_by(dataset_items.c.id)
    )
    return tuple(
        ExperimentItem(id=row["id"], goal_id=row["goal_id"], text=read_item(row["body"]).input.text)
        for row in fetch_all(connection, query)
    )


def _cases(connection: Connection, run_id: str, *, sink: str) -> tuple[ExperimentCase, ...]:
    there = (exported_traces.c.trace_id == _CASE.trace_id) & (exported_traces.c.sink == sink)
    query = (
        select(
            _CASE.item_id,
            _CASE.variant,
            _CASE.scores,
            func.coalesce(exported_traces.c.exported_id, _CASE.trace_id).label("trace_id"),
        )
        .select_from(evaluation_cases.outerjoin(exported_traces, there))
        .where(_CASE.evaluation_run_id == run_id, _CASE.status == CaseStatus.DONE)
        .order_by(_CASE.variant, _CASE.item_id)
    )
    return tuple(
        ExperimentCase(
            item_id=row["item_id"],
            variant=row["variant"],
            trace_id=row["trace_id"],
            scores={name: v for name, v in (row["scores"] or {}).items() if v is not None},
        )
        for row in fetch_all(connection, query)
    )
