"""How often each rubric question was answered no, from the rollup, and the newest such answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

from sqlalchemy import ColumnElement, FromClause, Subquery, case, func, literal, select

from core.quality.intervals import Interval, wilson_interval
from core.quality.slice import EVERYTHING, Slice
from core.store.database.date_ranges import in_date_range
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.goals.display_titles import title_of
from core.store.goals.tables import goals
from core.store.rollups.tables import rollup_items
from core.store.scores.scorers import Scorer, scored_by
from core.store.scores.tables import ANSWERED_NO, evaluation_items, evaluations
from core.store.scores.trends import rubric_order
from core.store.slices.conditions import slice_conditions

ItemGroup = Literal["none", "prompt_version", "model"]
COUNTED_AMONG: Final = 300
"""Newest evaluations whose answers are counted one by one, if the rollup cannot answer."""
EXAMPLES_AMONG: Final = 500
"""Newest failures of an item that are looked through for those of a window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTotals:
    """The answers to one question over a window."""

    item: str
    dimension: str
    group: str
    """The prompt version or model; "" if nothing is grouped."""
    n: int
    """Evaluations that asked it."""
    known: int
    """Those that could answer it."""
    no: int
    rubric: str

    @property
    def share(self) -> float | None:
        """The share of no among known answers."""
        return self.no / self.known if self.known else None

    @property
    def interval(self) -> Interval | None:
        return wilson_interval(self.no, self.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFailure:
    """One no, with the record it belongs to."""

    trace_id: str
    goal_id: str | None
    title: str | None
    """Title of the goal's resolution, or the goal's own words."""
    question: str
    note: str
    """What the answer misses, if the scorer named it."""
    overall: float | None
    judge_model: str
    writer_model: str
    prompt_version: str
    created_at: datetime


def item_totals(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    by: ItemGroup = "none",
    scorer: Scorer | None = None,
    within: Slice = EVERYTHING,
) -> tuple[ItemTotals, ...]:
    """Return the answers of a window of UTC days, by the newest rubric: the most failed first.

    The rollup does not know kinds, languages and tiers of goals: for these, the answers of the
    newest COUNTED_AMONG evaluations are counted.
    """
    counted: FromClause = rollup_items
    if within.of_goals:
        counted = _newest(since, until, sample, within)
    table = counted.c
    group: ColumnElement[str] = literal("") if by == "none" else table[by]
    keys = (table.item, table.dimension, table.rubric)
    query = (
        select(
            *keys,
            group.label("group"),
            *(func.sum(table[name]).label(name) for name in ("n", "known", "no")),
        )
        .where(
            table.sample.is_(sample),
            table.day.between(since, until),
            *scored_by(table.judge, scorer),
            *slice_conditions(
                replace(within, tier=None, kind=None, language=None), lambda name: table[name]
            ),
        )
        .group_by(*keys, *([group] if by != "none" else []))
    )
    with database.read() as connection:
        return _newest_rubric([_to_totals(row) for row in fetch_all(connection, query)])


def _newest_rubric(found: Sequence[ItemTotals]) -> tuple[ItemTotals, ...]:
    """Return the totals of the newest rubric, the surest failures first.

    A question with four no of seven answers comes after one with 41 of 82: its share may be luck.
    """
    newest = max((totals.rubric for totals in found), key=rubric_order, default="")
    current = [totals for totals in found if totals.rubric == newest]
    return tuple(sorted(current, key=lambda t: (-_surely(t), -(t.share or 0), t.item, t.group)))


def _surely(totals: ItemTotals) -> float:
    """Return the share of no that a question has at least, with 97.5 % confidence.

    A question without an answer comes last.
    """
    interval = totals.interval
    return interval.low if interval else -1.0


def _newest(since: date, until: date, sample: bool, within: Slice) -> Subquery:  # noqa: FBT001
    """Return the answers of the newest evaluations of a slice, one by one, as the rollup's rows."""
    newest = (
        select(evaluations)
        .where(
            evaluations.c.sample.is_(sample),
            *in_date_range(evaluations.c.created_at, since, until),
            *slice_conditions(within, lambda name: evaluations.c[name], model="writer_model"),
        )
        .order_by(evaluations.c.created_at.desc(), evaluations.c.id.desc())
        .limit(COUNTED_AMONG)
        .subquery("newest")
    )
    answers = evaluation_items.c
    return (
        select(
            newest.c.day,
            newest.c.sample,
            answers.item,
            answers.dimension,
            newest.c.prompt_version,
            newest.c.writer_model.label("model"),
            newest.c.judge_model.label("judge"),
            newest.c.rubric_version.label("rubric"),
            literal(1).label("n"),
            case((answers.known, 1), else_=0).label("known"),
            case((ANSWERED_NO, 1), else_=0).label("no"),
        )
        .join(evaluation_items, answers.evaluation_id == newest.c.id)
        .subquery("answered")
    )


def find_item_failures(
    database: Database,
    item: str,
    *,
    since: date,
    until: date,
    sample: bool,
    scorer: Scorer | None = None,
    within: Slice = EVERYTHING,
    limit: int = 5,
) -> tuple[ItemFailure, ...]:
    """Return the newest evaluations of a window that answered an item with no.

    Only the newest EXAMPLES_AMONG failures of the item are looked through.
    """
    failed = _failed(item)
    query = (
        select(failed, evaluations, title_of(goals))
        .select_from(
            failed.join(evaluations, evaluations.c.id == failed.c.evaluation_id).outerjoin(
                goals, goals.c.id == evaluations.c.goal_id
            )
        )
        .where(
            evaluations.c.sample.is_(sample),
            *in_date_range(evaluations.c.created_at, since, until),
            *scored_by(evaluations.c.judge_model, scorer),
            *slice_conditions(within, lambda name: evaluations.c[name], model="writer_model"),
        )
        .order_by(evaluations.c.created_at.desc(), evaluations.c.id.desc())
        .limit(limit)
    )
    with database.read() as connection:
        return tuple(_to_failure(row) for row in fetch_all(connection, query))


def _failed(item: str) -> Subquery:
    answers = evaluation_items.c
    return (
        select(answers.evaluation_id, answers.question, answers.note)
        .where(answers.item == item, ANSWERED_NO)
        .order_by(answers.evaluation_id.desc())
        .limit(EXAMPLES_AMONG)
        .subquery("failed")
    )


def _to_totals(row: Row) -> ItemTotals:
    return ItemTotals(
        item=row["item"],
        dimension=row["dimension"],
        group=row["group"],
        n=int(row["n"]),
        known=int(row["known"]),
        no=int(row["no"]),
        rubric=row["rubric"],
    )


def _to_failure(row: Row) -> ItemFailure:
    return ItemFailure(**{name: row[name] for name in ItemFailure.__dataclass_fields__})
