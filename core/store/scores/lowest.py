"""The lowest-scored evaluations of a window, each with the questions it was answered no to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, Subquery, select

from core.quality.slice import EVERYTHING, Slice
from core.store.database.date_ranges import in_date_range
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.goals.display_titles import title_of
from core.store.goals.tables import goals
from core.store.scores.read import EvaluationRow, to_evaluation_row
from core.store.scores.scorers import Scorer, scored_by
from core.store.scores.tables import evaluation_items, evaluations
from core.store.slices.conditions import slice_conditions

LOWEST_AMONG: Final = 500
"""Newest evaluations that are looked through: the time of a page must not grow with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedItem:
    """A question that was answered no."""

    item: str
    question: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LowScored:
    """One evaluation, with why it is low."""

    row: EvaluationRow
    failed: tuple[FailedItem, ...]


def list_lowest(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    scorer: Scorer | None = None,
    within: Slice = EVERYTHING,
    limit: int = 10,
) -> tuple[LowScored, ...]:
    """Return the lowest overall scores among the newest LOWEST_AMONG of a window of UTC days."""
    lowest = _lowest(since, until, sample=sample, scorer=scorer, within=within, limit=limit)
    query = (
        select(evaluations, title_of(goals))
        .select_from(
            lowest.join(evaluations, evaluations.c.id == lowest.c.id).outerjoin(
                goals, goals.c.id == evaluations.c.goal_id
            )
        )
        .order_by(evaluations.c.overall, evaluations.c.id.desc())
    )
    with database.read() as connection:
        rows = [to_evaluation_row(row) for row in fetch_all(connection, query)]
        failed = _failed_items(connection, [row.evaluation_id for row in rows])
    return tuple(
        LowScored(row=row, failed=tuple(failed.get(row.evaluation_id, ()))) for row in rows
    )


def _lowest(
    since: date, until: date, *, sample: bool, scorer: Scorer | None, within: Slice, limit: int
) -> Subquery:
    newest = (
        select(evaluations.c.id, evaluations.c.overall)
        .where(
            evaluations.c.sample.is_(sample),
            evaluations.c.overall.is_not(None),
            *in_date_range(evaluations.c.created_at, since, until),
            *scored_by(evaluations.c.judge_model, scorer),
            *slice_conditions(within, lambda name: evaluations.c[name], model="writer_model"),
        )
        .order_by(evaluations.c.created_at.desc(), evaluations.c.id.desc())
        .limit(LOWEST_AMONG)
        .subquery("newest")
    )
    return (
        select(newest.c.id).order_by(newest.c.overall, newest.c.id.desc()).limit(limit)
    ).subquery("lowest")


def _failed_items(
    connection: Connection, evaluation_ids: Sequence[str]
) -> dict[str, list[FailedItem]]:
    """Return the questions that were answered no, by evaluation."""
    answers = evaluation_items.c
    failures = (
        select(answers.evaluation_id, answers.item, answers.question, answers.note)
        .where(answers.evaluation_id.in_(evaluation_ids), answers.known, ~answers.yes)
        .order_by(answers.evaluation_id, answers.dimension, answers.position)
    )
    failed: dict[str, list[FailedItem]] = {}
    for row in fetch_all(connection, failures):
        one = FailedItem(item=row["item"], question=row["question"], note=row["note"])
        failed.setdefault(row["evaluation_id"], []).append(one)
    return failed
