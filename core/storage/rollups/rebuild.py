"""Recomputes all daily sums from the facts, in the database: the second opinion on what the stores kept."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    case,
    delete,
    func,
    literal,
    null,
    select,
)

from core.storage.records.quality import RATING_DIMENSIONS
from core.storage.rollups.bins import SATURATED
from core.storage.rollups.facts import SCORED, STARS
from core.storage.tables import (
    RATING_BINS,
    SCORE_BINS,
    evaluations,
    ratings,
    rollup_latency,
    rollup_ratings,
    rollup_scores,
    rollup_traces,
    traces,
)
from core.tracing.span_record import SpanStatus

Columns = dict[str, ColumnElement[Any]]


def rebuild_rollups(connection: Connection) -> None:
    """Empty the rollups and fill them again, inside the caller's transaction."""
    for table in (rollup_ratings, rollup_scores, rollup_traces, rollup_latency):
        connection.execute(delete(table))
    _fill(connection, rollup_ratings, _stars())
    for name in RATING_DIMENSIONS:
        _fill(connection, rollup_ratings, _answers(name))
    for name in SCORED:
        _fill(connection, rollup_scores, _scores(name))
    _fill(connection, rollup_traces, _traces())
    _fill(connection, rollup_latency, _latencies())


def _fill(connection: Connection, table: Table, query: Select[Any]) -> None:
    connection.execute(table.insert().from_select([column.name for column in query.selected_columns], query))


def _select(group: Columns, sums: Columns, *where: ColumnElement[bool]) -> Select[Any]:
    columns = [column.label(name) for name, column in (group | sums).items()]
    constant = {"dimension"}
    return select(*columns).where(*where).group_by(*(c for name, c in group.items() if name not in constant))


def _count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _sum(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(column), 0)


def _rating_group(dimension: str) -> Columns:
    shared: Columns = {name: ratings.c[name] for name in ("day", "sample", "prompt_version", "model")}
    return shared | {"dimension": literal(dimension)}


def _stars() -> Select[Any]:
    halves = ratings.c.half_stars
    sums: Columns = {"n": func.count(), "total": _sum(halves), "squares": _sum(halves * halves)}
    bins: Columns = {name: _count_if(halves == half) for half, name in enumerate(RATING_BINS, start=1)}
    return _select(_rating_group(STARS), sums | bins, ratings.c.withdrawn_at.is_(null()))


def _answers(name: str) -> Select[Any]:
    yes = _count_if(ratings.c[name])
    sums: Columns = {"n": func.count(), "total": yes, "squares": yes}
    return _select(_rating_group(name), sums, ratings.c.withdrawn_at.is_(null()), ratings.c[name].is_not(null()))


def _scores(name: str) -> Select[Any]:
    score = evaluations.c[name]
    group: Columns = {
        "day": evaluations.c.day,
        "sample": evaluations.c.sample,
        "dimension": literal(name),
        "prompt_version": evaluations.c.prompt_version,
        "model": evaluations.c.writer_model,
        "judge": evaluations.c.judge_model,
    }
    sums: Columns = {
        "n": func.count(score),
        "total": _sum(score),
        "squares": _sum(score * score),
        "unscored": _count_if(score.is_(null())),
        "saturated": _count_if(score >= SATURATED),
    }
    bins: Columns = {bin_: _count_if(_within(score, number)) for number, bin_ in enumerate(SCORE_BINS)}
    return _select(group, sums | bins)


def _within(score: ColumnElement[float], number: int) -> ColumnElement[bool]:
    """Say that a score lies in a bin; the two outer bins take what lies beyond them."""
    above = score >= number if number else score.is_not(null())
    return and_(above, score < number + 1) if number < len(SCORE_BINS) - 1 else above


def _trace_group() -> Columns:
    shared: Columns = {name: traces.c[name] for name in ("day", "sample", "name", "prompt_version")}
    return shared | {"model": traces.c.writer_model}


def _traces() -> Select[Any]:
    summed = (
        "input_tokens",
        "output_tokens",
        "thinking_tokens",
        "cached_tokens",
        "cost_usd",
        "duration_us",
        "overhead_us",
    )
    sums: Columns = {name: _sum(traces.c[name]) for name in summed}
    counts: Columns = {
        "n": func.count(),
        "errors": _count_if(traces.c.status == SpanStatus.ERROR),
        "cancelled": _count_if(traces.c.status == SpanStatus.CANCELLED),
        "cost_unknown": _count_if(traces.c.cost_known.is_(False)),
    }
    return _select(_trace_group(), counts | sums, traces.c.status != SpanStatus.RUNNING)


def _latencies() -> Select[Any]:
    group = _trace_group() | {"bucket": traces.c.latency_bucket}
    ended = and_(traces.c.status != SpanStatus.RUNNING, traces.c.latency_bucket.is_not(null()))
    return _select(group, {"n": func.count()}, ended)
