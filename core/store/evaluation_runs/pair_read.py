"""Read pairs of evaluation runs."""

from dataclasses import dataclass

from sqlalchemy import Connection, exists, select

from core.datasets.canonical import read_item
from core.datasets.item import DatasetItem
from core.experiments.pairwise import PREFERENCE_CODEC, Order
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.datasets.tables import dataset_items
from core.store.evaluation_runs.read import find_evaluation_run
from core.store.evaluation_runs.tables import evaluation_cases, evaluation_pairs, evaluation_runs
from core.store.evaluation_runs.values import CaseStatus, EvaluationRun, PairRow
from core.store.goals.tables import goals
from core.store.runs.tables import runs

_PAIR = evaluation_pairs.c


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPair:
    """What the run of a pair starts from."""

    evaluation_run: EvaluationRun
    item: DatasetItem
    person_id: str | None
    """The person whose words the item holds, or who started the run if that is not known."""
    case_runs: tuple[str, str]
    """The runs that wrote the two texts, that of the first variant first."""


def list_pairs(connection: Connection, evaluation_run_id: str) -> tuple[PairRow, ...]:
    """Return all pairs of a run."""
    query = select(evaluation_pairs).where(_PAIR.evaluation_run_id == evaluation_run_id)
    ordered = query.order_by(_PAIR.item_id, _PAIR.variant)
    return tuple(map(_to_pair, fetch_all(connection, ordered)))


def list_pairs_of_item(
    connection: Connection, evaluation_run_id: str, item_id: str
) -> tuple[PairRow, ...]:
    """Return the pairs of one item, in the order of the variants."""
    query = select(evaluation_pairs).where(
        _PAIR.evaluation_run_id == evaluation_run_id, _PAIR.item_id == item_id
    )
    return tuple(map(_to_pair, fetch_all(connection, query.order_by(_PAIR.variant))))


def list_waiting_pairs(connection: Connection, evaluation_run_id: str) -> tuple[str, ...]:
    """Return the ids of the queued runs of pairs that are not ended."""
    waits = (
        _PAIR.evaluation_run_id == evaluation_run_id,
        _PAIR.status == CaseStatus.WAITING,
        exists().where(runs.c.id == _PAIR.run_id),
    )
    query = select(_PAIR.run_id).where(*waits).order_by(_PAIR.run_id)
    return tuple(connection.execute(query).scalars())


def load_pair(connection: Connection, run_id: str) -> LoadedPair | None:
    """Return what the run of a pair starts from; None if its item or dataset was deleted."""
    query = (
        select(
            _PAIR.evaluation_run_id,
            _PAIR.item_id,
            _PAIR.variant,
            dataset_items.c.body,
            goals.c.user_id,
            evaluation_runs.c.created_by,
        )
        .join(dataset_items, dataset_items.c.id == _PAIR.item_id)
        .join(evaluation_runs, evaluation_runs.c.id == _PAIR.evaluation_run_id)
        .outerjoin(goals, goals.c.id == dataset_items.c.goal_id)
        .where(_PAIR.run_id == run_id)
    )
    row = fetch_one(connection, query)
    found = find_evaluation_run(connection, row["evaluation_run_id"]) if row else None
    if row is None or found is None:
        return None
    case = evaluation_cases.c
    cases = select(case.variant, case.run_id).where(
        case.evaluation_run_id == found.id, case.item_id == row["item_id"]
    )
    written = {one["variant"]: one["run_id"] for one in fetch_all(connection, cases)}
    return LoadedPair(
        evaluation_run=found,
        item=read_item(row["body"]),
        person_id=row["user_id"] or row["created_by"],
        case_runs=(written[0], written[row["variant"]]),
    )


def _to_pair(row: Row) -> PairRow:
    same = ("item_id", "variant", "run_id", "trace_id", "error", "cost_usd", "unpriced")
    return PairRow(
        **{name: row[name] for name in same},
        status=CaseStatus(row["status"]),
        orders={
            order: PREFERENCE_CODEC.load(row[order.value])
            for order in Order
            if row[order.value] is not None
        },
    )
