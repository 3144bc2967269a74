"""Trends and totals of quality scores by group, from the rollups."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, Table, func, literal, select

from core.quality.slice import EVERYTHING, Slice
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.database.statistics import mean_of, variance_of
from core.store.rollups.tables import OVERALL, SCORE_BINS, SCORED, SCORES
from core.store.scores.scorers import Scorer, scored_by
from core.store.slices.conditions import rollup_table, slice_conditions

__all__ = [
    "OVERALL",
    "GroupBy",
    "ScorePoint",
    "ScoreTotals",
    "count_older_scores",
    "score_totals",
    "score_trend",
]

GroupBy = Literal["none", "prompt_version", "model", "judge", "kind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePoint:
    """One dimension of one group on one UTC day. `n` counts scored evaluations only."""

    day: date
    dimension: str
    group: str
    """The prompt version, model, judge or kind of goal; "" if nothing is grouped."""
    n: int
    mean: float | None
    variance: float | None
    """Sample variance; None below two scores."""
    unscored: int
    rubric: str
    """The version of the rubric; scores of two versions are never on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTotals:
    """One dimension of one group over a window."""

    dimension: str
    group: str
    n: int
    mean: float | None
    variance: float | None
    unscored: int
    saturated: int
    """Scores of 9.5 and more: a dimension full of them distinguishes nothing."""
    histogram: tuple[int, ...]
    """Eleven bins: 0 up to 1, ... 9 up to 10, and a full 10."""
    rubric: str


def score_trend(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    by: GroupBy = "none",
    scorer: Scorer | None = None,
    within: Slice = EVERYTHING,
) -> tuple[ScorePoint, ...]:
    """Return the scores by UTC day, oldest first, for overall and the four dimensions.

    Each version of the rubric has points of its own.
    """
    table = rollup_table(SCORES, within, finer=by == "kind")
    day, dimension, group = table.c.day, table.c.dimension, _group_column(table, by)
    rubric = table.c.rubric
    query = (
        select(
            day,
            dimension,
            rubric,
            group.label("group"),
            *_sums(table, "n", "total", "squares", "unscored"),
        )
        .where(*_conditions(table, since, until, sample=sample, scorer=scorer, within=within))
        .group_by(day, dimension, rubric, *([group] if by != "none" else []))
    )
    with database.read() as connection:
        points = [_to_point(row) for row in fetch_all(connection, query)]
    return tuple(sorted(points, key=_order_of_point))


def _to_point(row: Row) -> ScorePoint:
    n = int(row["n"])
    return ScorePoint(
        day=row["day"],
        dimension=row["dimension"],
        group=row["group"],
        n=n,
        mean=mean_of(n, row["total"]),
        variance=variance_of(n, row["total"], row["squares"]),
        unscored=int(row["unscored"]),
        rubric=row["rubric"],
    )


def _order_of_point(point: ScorePoint) -> tuple[date, str, str, int]:
    return (point.day, point.rubric, point.group, SCORED.index(point.dimension))


def score_totals(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    by: GroupBy = "none",
    scorer: Scorer | None = None,
    within: Slice = EVERYTHING,
) -> tuple[ScoreTotals, ...]:
    """Return the scores of a window of UTC days by group: overall first, then the dimensions.

    Only scores of the newest rubric in the window are counted; `count_older_scores` counts the
    others.
    """
    found = _totals_by_rubric(
        database, since=since, until=until, sample=sample, by=by, scorer=scorer, within=within
    )
    newest = newest_rubric(found)
    chosen = [totals for totals in found if totals.rubric == newest]
    return tuple(sorted(chosen, key=lambda totals: (totals.group, SCORED.index(totals.dimension))))


def count_older_scores(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    scorer: Scorer | None = None,
    within: Slice = EVERYTHING,
) -> int:
    """Return how many overall scores of a window were given with an older rubric."""
    found = _totals_by_rubric(
        database, since=since, until=until, sample=sample, by="none", scorer=scorer, within=within
    )
    newest = newest_rubric(found)
    return sum(t.n for t in found if t.dimension == OVERALL and t.rubric != newest)


def newest_rubric(found: list[ScoreTotals]) -> str:
    return max((totals.rubric for totals in found), key=rubric_order, default="")


def rubric_order(rubric: str) -> tuple[int, str]:
    """Order versions as numbers: 10 comes after 9."""
    return (int(rubric) if rubric.isdecimal() else 0, rubric)


def _totals_by_rubric(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    by: GroupBy,
    scorer: Scorer | None,
    within: Slice,
) -> list[ScoreTotals]:
    table = rollup_table(SCORES, within, finer=by == "kind")
    dimension, group, rubric = table.c.dimension, _group_column(table, by), table.c.rubric
    query = (
        select(
            dimension,
            rubric,
            group.label("group"),
            *_sums(table, "n", "total", "squares", "unscored", "saturated", *SCORE_BINS),
        )
        .where(*_conditions(table, since, until, sample=sample, scorer=scorer, within=within))
        .group_by(dimension, rubric, *([group] if by != "none" else []))
    )
    with database.read() as connection:
        return [_to_totals(row) for row in fetch_all(connection, query)]


def _conditions(
    table: Table, since: date, until: date, *, sample: bool, scorer: Scorer | None, within: Slice
) -> list[ColumnElement[bool]]:
    return [
        table.c.sample.is_(sample),
        table.c.day.between(since, until),
        *scored_by(table.c.judge, scorer),
        *slice_conditions(within, lambda name: table.c[name]),
    ]


def _group_column(table: Table, by: GroupBy) -> ColumnElement[str]:
    return literal("") if by == "none" else table.c[by]


def _sums(table: Table, *names: str) -> list[ColumnElement[float]]:
    return [func.sum(table.c[name]).label(name) for name in names]


def _to_totals(row: Row) -> ScoreTotals:
    n = int(row["n"])
    return ScoreTotals(
        dimension=row["dimension"],
        group=row["group"],
        n=n,
        mean=mean_of(n, row["total"]),
        variance=variance_of(n, row["total"], row["squares"]),
        unscored=int(row["unscored"]),
        saturated=int(row["saturated"]),
        histogram=tuple(int(row[name]) for name in SCORE_BINS),
        rubric=row["rubric"],
    )
