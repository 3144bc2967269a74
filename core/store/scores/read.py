"""The evaluations behind the quality scores, as a list."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select, tuple_

from core.quality.slice import EVERYTHING, Slice
from core.quality.verdict import Evaluation
from core.store.database.date_ranges import in_date_range
from core.store.database.engine import Database
from core.store.database.pagination import Page, clamp_limit, cut_page, decode_cursor, encode_cursor
from core.store.database.rows import Row, fetch_all
from core.store.goals.display_titles import title_of
from core.store.goals.tables import goals
from core.store.scores.rows import load_evaluation
from core.store.scores.scorers import Scorer, scored_by
from core.store.scores.tables import evaluations
from core.store.slices.conditions import slice_conditions


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRow:
    """One evaluation in a list."""

    evaluation_id: str
    trace_id: str
    goal_id: str | None
    title: str | None
    """Title of the goal's resolution, or the goal's own words."""
    overall: float | None
    clarity: float | None
    specificity: float | None
    measurability: float | None
    actionability: float | None
    scored_by: str
    judge_model: str
    model: str
    """The model that wrote the evaluated text."""
    prompt_version: str
    kind: str
    language: str
    tier: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceEvaluation:
    """One evaluation of a trace, with its items."""

    evaluation: Evaluation
    judge_model: str
    created_at: datetime


def list_evaluations_of(database: Database, trace_id: str) -> tuple[TraceEvaluation, ...]:
    """Return the evaluations of a trace with their items, newest first."""
    query = select(evaluations).where(evaluations.c.trace_id == trace_id)
    with database.read() as connection:
        return tuple(
            TraceEvaluation(
                evaluation=load_evaluation(connection, row),
                judge_model=row["judge_model"],
                created_at=row["created_at"],
            )
            for row in fetch_all(connection, query.order_by(evaluations.c.id.desc()))
        )


def list_evaluations(  # noqa: PLR0913 - each one is a filter of the page
    database: Database,
    *,
    sample: bool,
    since: date | None = None,
    until: date | None = None,
    within: Slice = EVERYTHING,
    judge: str | None = None,
    scorer: Scorer | None = None,
    unscored: bool | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[EvaluationRow]:
    """Return evaluations, newest first, of a window of UTC days.

    `unscored` True selects only those without an overall score, False only those with one.
    """
    place = (evaluations.c.created_at, evaluations.c.id)
    conditions: list[ColumnElement[bool]] = [evaluations.c.sample.is_(sample)]
    conditions += slice_conditions(within, lambda name: evaluations.c[name], model="writer_model")
    if judge is not None:
        conditions.append(evaluations.c.judge_model == judge)
    conditions += in_date_range(evaluations.c.created_at, since, until)
    conditions += scored_by(evaluations.c.judge_model, scorer)
    if unscored is not None:
        overall = evaluations.c.overall
        conditions.append(overall.is_(None) if unscored else overall.is_not(None))
    if cursor is not None:
        conditions.append(tuple_(*place) < decode_cursor(cursor, datetime, str))
    with_goals = evaluations.outerjoin(goals, goals.c.id == evaluations.c.goal_id)
    query = (
        select(evaluations, title_of(goals))
        .select_from(with_goals)
        .where(*conditions)
        .order_by(*(column.desc() for column in place))
        .limit(clamp_limit(limit) + 1)
    )
    with database.read() as connection:
        found = [to_evaluation_row(row) for row in fetch_all(connection, query)]
    return cut_page(found, limit, lambda row: encode_cursor(row.created_at, row.evaluation_id))


def to_evaluation_row(row: Row) -> EvaluationRow:
    """Return an evaluation from a row with the title of its goal."""
    same = EvaluationRow.__dataclass_fields__.keys() & row.keys()
    return EvaluationRow(
        evaluation_id=row["id"], model=row["writer_model"], **{name: row[name] for name in same}
    )
