"""Read evaluation runs with their progress, and their cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Select, Table, func, select

from core.datasets.canonical import read_item
from core.datasets.item import DatasetItem
from core.datasets.split import Split
from core.experiments.variant import Variant
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.datasets.tables import (
    dataset_items,
    dataset_version_items,
    dataset_versions,
    datasets,
)
from core.store.evaluation_runs.tables import (
    evaluation_cases,
    evaluation_pairs,
    evaluation_runs,
)
from core.store.evaluation_runs.values import CaseRow, CaseStatus, EvaluationRun, Forecast
from core.store.goals.tables import goals
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus

_CASE = evaluation_cases.c
_SAME = ("sample", "replay", "pairwise", "created_at", "cancelled_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is."""

    cases: Mapping[CaseStatus, int]
    running: int
    """Cases and pairs that a worker has claimed."""
    spent_usd: float
    unpriced: int
    """Ended cases and pairs of which a part of the cost is not known."""
    pairs: Mapping[CaseStatus, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.cases.values())

    @property
    def ended(self) -> int:
        return self.total - self.cases.get(CaseStatus.WAITING, 0)

    @property
    def compared(self) -> int:
        """Return how many pairs have ended."""
        return sum(self.pairs.values()) - self.pairs.get(CaseStatus.WAITING, 0)

    @property
    def failed(self) -> int:
        """Return how many cases and pairs have failed."""
        return sum(counts.get(CaseStatus.FAILED, 0) for counts in (self.cases, self.pairs))

    @property
    def over(self) -> bool:
        """Return whether every case and every pair has ended."""
        waits = (counts.get(CaseStatus.WAITING, 0) for counts in (self.cases, self.pairs))
        return not any(waits)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCase:
    """What the run of a case starts from."""

    evaluation_run: EvaluationRun
    variant: int
    item: DatasetItem
    person_id: str | None
    """The person whose words the item holds, or who started the run if that is not known."""


def list_evaluation_runs(
    connection: Connection, *, sample: bool, limit: int
) -> tuple[EvaluationRun, ...]:
    """Return the newest runs, newest first."""
    query = _runs().where(evaluation_runs.c.sample.is_(sample))
    newest = query.order_by(evaluation_runs.c.id.desc()).limit(limit)
    return tuple(map(_to_run, fetch_all(connection, newest)))


def find_evaluation_run(connection: Connection, evaluation_run_id: str) -> EvaluationRun | None:
    """Return a run, or None."""
    row = fetch_one(connection, _runs().where(evaluation_runs.c.id == evaluation_run_id))
    return None if row is None else _to_run(row)


def count_progress(connection: Connection, ids: tuple[str, ...]) -> dict[str, Progress]:
    """Return how far each of these runs is."""
    cases, pairs = (
        _count(connection, table, ids) for table in (evaluation_cases, evaluation_pairs)
    )
    return {
        key: Progress(
            cases={CaseStatus(row["status"]): row["n"] for row in cases[key]},
            pairs={CaseStatus(row["status"]): row["n"] for row in pairs[key]},
            running=sum(row["running"] for row in (*cases[key], *pairs[key])),
            spent_usd=float(sum(row["usd"] for row in (*cases[key], *pairs[key]))),
            unpriced=sum(row["unpriced"] for row in (*cases[key], *pairs[key])),
        )
        for key in ids
    }


def _count(connection: Connection, table: Table, ids: tuple[str, ...]) -> dict[str, list[Row]]:
    """Return cases or pairs by run and status, with what they cost and how many are worked."""
    query = (
        select(
            table.c.evaluation_run_id.label("id"),
            table.c.status,
            func.count().label("n"),
            func.coalesce(func.sum(table.c.cost_usd), 0.0).label("usd"),
            func.count().filter(table.c.unpriced).label("unpriced"),
            func.count()
            .filter(table.c.status == CaseStatus.WAITING, runs.c.status == RunStatus.RUNNING)
            .label("running"),
        )
        .select_from(table.outerjoin(runs, runs.c.id == table.c.run_id))
        .where(table.c.evaluation_run_id.in_(ids))
        .group_by(table.c.evaluation_run_id, table.c.status)
    )
    found: dict[str, list[Row]] = {one: [] for one in ids}
    for row in fetch_all(connection, query):
        found[row["id"]].append(row)
    return found


def list_cases(connection: Connection, evaluation_run_id: str) -> tuple[CaseRow, ...]:
    """Return all cases of a run without their texts; at most some thousands."""
    query = select(evaluation_cases).where(_CASE.evaluation_run_id == evaluation_run_id)
    found = fetch_all(connection, query.order_by(_CASE.item_id, _CASE.variant))
    return tuple(map(_to_case, found))


def list_cases_of_item(
    connection: Connection, evaluation_run_id: str, item_id: str
) -> tuple[CaseRow, ...]:
    """Return the cases of one item, in the order of the variants."""
    query = select(evaluation_cases).where(
        _CASE.evaluation_run_id == evaluation_run_id, _CASE.item_id == item_id
    )
    return tuple(map(_to_case, fetch_all(connection, query.order_by(_CASE.variant))))


def list_waiting(connection: Connection, evaluation_run_id: str) -> tuple[str, ...]:
    """Return the ids of the runs of cases that are not ended."""
    waits = (
        _CASE.evaluation_run_id == evaluation_run_id,
        _CASE.status == CaseStatus.WAITING,
    )
    query = select(_CASE.run_id).where(*waits).order_by(_CASE.run_id)
    return tuple(connection.execute(query).scalars())


def list_titles(connection: Connection, ids: tuple[str, ...]) -> dict[str, str]:
    """Return the goals of dataset items, in the person's own words, by id."""
    query = select(dataset_items.c.id, dataset_items.c.title).where(dataset_items.c.id.in_(ids))
    return {row["id"]: row["title"] for row in fetch_all(connection, query)}


def list_items(
    connection: Connection, version_id: str, *, split: Split | None
) -> tuple[tuple[str, str | None], ...]:
    """Return the items of a version of a dataset, each with the goal it came from."""
    held = dataset_version_items.c
    query = (
        select(dataset_items.c.id, dataset_items.c.goal_id)
        .join(dataset_version_items, held.item_id == dataset_items.c.id)
        .where(held.version_id == version_id)
        .order_by(dataset_items.c.item_hash)
    )
    if split is not None:
        query = query.where(dataset_items.c.split == split)
    return tuple((row["id"], row["goal_id"]) for row in fetch_all(connection, query))


def load_case(connection: Connection, run_id: str) -> LoadedCase | None:
    """Return what the run of a case starts from; None if its item or dataset was deleted."""
    query = (
        select(_CASE.evaluation_run_id, _CASE.variant, dataset_items.c.body, goals.c.user_id)
        .select_from(
            evaluation_cases.join(dataset_items, dataset_items.c.id == _CASE.item_id).outerjoin(
                goals, goals.c.id == dataset_items.c.goal_id
            )
        )
        .where(_CASE.run_id == run_id)
    )
    row = fetch_one(connection, query)
    found = find_evaluation_run(connection, row["evaluation_run_id"]) if row else None
    if row is None or found is None:
        return None
    started_by = select(evaluation_runs.c.created_by).where(evaluation_runs.c.id == found.id)
    return LoadedCase(
        evaluation_run=found,
        variant=row["variant"],
        item=read_item(row["body"]),
        person_id=row["user_id"] or connection.scalar(started_by),
    )


def _runs() -> Select[*tuple[object, ...]]:
    version = dataset_versions.c
    return (
        select(evaluation_runs, version.dataset_id, version.number, datasets.c.name)
        .join(dataset_versions, version.id == evaluation_runs.c.version_id)
        .join(datasets, datasets.c.id == version.dataset_id)
    )


def _to_run(row: Row) -> EvaluationRun:
    forecast = row["forecast"]
    same = ("id", "version_id", "dataset_id", "number", "judge", "items", "budget_usd", "note")
    return EvaluationRun(
        **{name: row[name] for name in (*same, *_SAME)},
        dataset=row["name"],
        split=Split(row["split"]) if row["split"] else None,
        variants=tuple(Variant(**one) for one in row["variants"]),
        forecast=Forecast(
            usd_per_case=tuple(forecast["usd_per_case"]),
            basis=forecast["basis"],
            usd_per_pair=forecast.get("usd_per_pair", 0.0),
        ),
    )


def _to_case(row: Row) -> CaseRow:
    fields = CaseRow.__dataclass_fields__.keys() - {"status", "scores", "answers"}
    return CaseRow(
        **{name: row[name] for name in fields},
        status=CaseStatus(row["status"]),
        scores=row["scores"] or {},
        answers=row["answers"] or {},
    )
