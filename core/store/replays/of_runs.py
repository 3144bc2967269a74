"""Read the evaluation runs that decide whether a version may meet people."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, exists, func, select

from core.datasets.canonical import read_item
from core.datasets.item import ItemScores
from core.store.database.rows import fetch_all
from core.store.datasets.tables import dataset_items
from core.store.evaluation_runs.read import find_evaluation_run, list_cases
from core.store.evaluation_runs.tables import evaluation_cases, evaluation_runs
from core.store.evaluation_runs.values import CaseStatus, EvaluationRun
from core.store.replays.tables import replays

_OVERALL = "overall"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredItem:
    """One item of a run; a score is None if its side failed, was cancelled or is unscored."""

    item_id: str
    before: ItemScores | None
    """Of the result that was saved as the item."""
    champion: float | None
    candidate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayRun:
    """An evaluation run that is to be judged, and who started it."""

    run: EvaluationRun
    started_by: str | None
    ended_at: datetime


def list_undecided_runs(connection: Connection) -> tuple[ReplayRun, ...]:
    """Return the ended runs without a verdict, and those in which cases were worked again since."""
    of_run = evaluation_cases.c.evaluation_run_id == evaluation_runs.c.id
    waits = exists().where(of_run, evaluation_cases.c.status == CaseStatus.WAITING)
    newest = select(func.max(evaluation_cases.c.ended_at)).where(of_run)
    ended = newest.correlate(evaluation_runs).scalar_subquery()
    decided = exists().where(
        replays.c.evaluation_run_id == evaluation_runs.c.id, replays.c.made_at >= ended
    )
    query = select(
        evaluation_runs.c.id, evaluation_runs.c.created_by, ended.label("ended_at")
    ).where(and_(evaluation_runs.c.replay, ~waits, ended.is_not(None), ~decided))
    return tuple(
        ReplayRun(run=run, started_by=row["created_by"], ended_at=row["ended_at"])
        for row in fetch_all(connection, query)
        if (run := find_evaluation_run(connection, row["id"])) is not None
    )


def list_scored_items(connection: Connection, evaluation_run_id: str) -> tuple[ScoredItem, ...]:
    """Return the scores of both sides of each item that is left."""
    scores: dict[str, dict[int, float | None]] = {}
    for case in list_cases(connection, evaluation_run_id):
        done = case.status is CaseStatus.DONE
        found = scores.setdefault(case.item_id, {})
        found[case.variant] = case.scores.get(_OVERALL) if done else None
    before = _scores_before(connection, tuple(scores))
    return tuple(
        ScoredItem(
            item_id=item_id, before=before[item_id], champion=found.get(0), candidate=found.get(1)
        )
        for item_id, found in scores.items()
    )


def _scores_before(connection: Connection, ids: tuple[str, ...]) -> dict[str, ItemScores | None]:
    query = select(dataset_items.c.id, dataset_items.c.body).where(dataset_items.c.id.in_(ids))
    return {row["id"]: read_item(row["body"]).scores for row in fetch_all(connection, query)}
