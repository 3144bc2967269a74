"""Recompute all rollups from the facts, in SQL, independently of the incremental deltas."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    and_,
    case,
    cast,
    delete,
    extract,
    func,
    literal,
    null,
    select,
)

from core.quality.rating import RATING_DIMENSIONS
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.ratings.tables import ratings
from core.store.rollups.deltas import SCORED, STARS
from core.store.rollups.histograms import SATURATED
from core.store.rollups.tables import (
    RATING_BINS,
    SCORE_BINS,
    rollup_calls,
    rollup_latency,
    rollup_ratings,
    rollup_scores,
    rollup_traces,
    rollup_user_costs,
)
from core.store.scores.tables import evaluations
from core.store.traces.tables import traces
from core.tracing.span_record import SpanStatus

_MICRO = 1_000_000

ROLLUPS = (
    rollup_ratings,
    rollup_scores,
    rollup_traces,
    rollup_latency,
    rollup_calls,
    rollup_user_costs,
)

Columns = dict[str, ColumnElement[Any]]


def rebuild_rollups(connection: Connection) -> None:
    """Recompute all rollups, inside the caller's transaction."""
    for table in ROLLUPS:
        connection.execute(delete(table))
    for table, query in recomputed(connection.dialect.name):
        _fill(connection, table, query)


def recomputed(dialect: str) -> tuple[tuple[Table, Select[Any]], ...]:
    """Return the selects over the facts that fill each rollup; a table may have several."""
    return (
        (rollup_ratings, _stars()),
        *((rollup_ratings, _answers(name)) for name in RATING_DIMENSIONS),
        *((rollup_scores, _scores(name)) for name in SCORED),
        (rollup_traces, _traces()),
        (rollup_latency, _latencies()),
        (rollup_calls, _calls(dialect)),
        (rollup_user_costs, _user_costs()),
    )


def _fill(connection: Connection, table: Table, query: Select[Any]) -> None:
    connection.execute(
        table.insert().from_select([column.name for column in query.selected_columns], query)
    )


def _select(group: Columns, sums: Columns, *where: ColumnElement[bool]) -> Select[Any]:
    columns = [column.label(name) for name, column in (group | sums).items()]
    constant = {"dimension"}
    return (
        select(*columns)
        .where(*where)
        .group_by(*(c for name, c in group.items() if name not in constant))
    )


def _count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _sum(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(column), 0)


def _rating_group(dimension: str) -> Columns:
    shared: Columns = {
        name: ratings.c[name] for name in ("day", "sample", "prompt_version", "model")
    }
    return shared | {"dimension": literal(dimension)}


def _stars() -> Select[Any]:
    halves = ratings.c.half_stars
    sums: Columns = {"n": func.count(), "total": _sum(halves), "squares": _sum(halves * halves)}
    bins: Columns = {
        name: _count_if(halves == half) for half, name in enumerate(RATING_BINS, start=1)
    }
    return _select(_rating_group(STARS), sums | bins, ratings.c.withdrawn_at.is_(null()))


def _answers(name: str) -> Select[Any]:
    yes = _count_if(ratings.c[name])
    sums: Columns = {"n": func.count(), "total": yes, "squares": yes}
    return _select(
        _rating_group(name),
        sums,
        ratings.c.withdrawn_at.is_(null()),
        ratings.c[name].is_not(null()),
    )


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
    bins: Columns = {
        bin_: _count_if(_within(score, number)) for number, bin_ in enumerate(SCORE_BINS)
    }
    return _select(group, sums | bins)


def _within(score: ColumnElement[float], number: int) -> ColumnElement[bool]:
    """Return the condition that a score lies in a bin; the outer bins are open."""
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


def _calls(dialect: str) -> Select[Any]:
    group: Columns = {
        name: llm_calls.c[name] for name in ("day", "purpose", "provider", "model", "tier")
    }
    group["prompt_version"] = (
        llm_calls.c.prompt_name + "@v" + cast(llm_calls.c.prompt_version, Text)
    )
    summed = ("input_tokens", "output_tokens", "thinking_tokens", "cached_tokens", "cost_usd")
    sums: Columns = {name: _sum(llm_calls.c[name]) for name in summed}
    counts: Columns = {
        "n": func.count(),
        "failed": _count_if(llm_calls.c.status == CallStatus.FAILED),
        "doubtful": _count_if(llm_calls.c.status == CallStatus.IN_DOUBT),
        "cache_hits": _count_if(llm_calls.c.cache_hit),
        "estimated": _count_if(llm_calls.c.tokens_estimated),
        "cost_unknown": _count_if(_UNPRICED),
        "duration_us": _sum(_duration_us(dialect)),
    }
    return _select(group, counts | sums, _OVER)


def _user_costs() -> Select[Any]:
    group: Columns = {name: llm_calls.c[name] for name in ("day", "user_id", "tier")}
    tokens = llm_calls.c.input_tokens + llm_calls.c.output_tokens + llm_calls.c.thinking_tokens
    sums: Columns = {
        "n": func.count(),
        "cache_hits": _count_if(llm_calls.c.cache_hit),
        "tokens": _sum(tokens),
        "cost_usd": _sum(llm_calls.c.cost_usd),
        "cost_unknown": _count_if(_UNPRICED),
    }
    return _select(group, sums, _OVER, llm_calls.c.user_id.is_not(null()))


_OVER = llm_calls.c.status != CallStatus.IN_FLIGHT
_UNPRICED = and_(llm_calls.c.price_version.is_not(null()), llm_calls.c.cost_usd.is_(null()))


def _duration_us(dialect: str) -> ColumnElement[int]:
    """Return the duration of a call. SQLite's Julian days are not exact to the microsecond."""
    if dialect == "postgresql":
        seconds = extract("epoch", llm_calls.c.finished_at - llm_calls.c.started_at)
        return cast(seconds * _MICRO, BigInteger)
    return _sqlite_us(llm_calls.c.finished_at) - _sqlite_us(llm_calls.c.started_at)


def _sqlite_us(moment: ColumnElement[Any]) -> ColumnElement[int]:
    to_the_second = len("2027-01-04 09:00:00")
    whole = func.strftime(
        "%s", func.substr(moment, 1, to_the_second)
    )  # the fraction would be rounded up
    fraction = func.substr(moment, to_the_second + 2, 6)
    return cast(whole, BigInteger) * _MICRO + cast(fraction, BigInteger)
