"""Add facts to the rollups and subtract them, in the transaction that writes the fact."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from core.store.database.rows import Row
from core.store.rollups import deltas
from core.store.rollups.deltas import Fact
from core.store.rollups.merge import add, negated
from core.store.rollups.tables import (
    rollup_calls,
    rollup_latency,
    rollup_ratings,
    rollup_scores,
    rollup_traces,
    rollup_user_costs,
)


def count_ratings(
    connection: Connection, *, new: Iterable[Fact] = (), old: Iterable[Fact] = ()
) -> None:
    """Add the new states of ratings and subtract the old ones."""
    taken = negated(_all(deltas.of_rating, old), rollup_ratings)
    add(connection, rollup_ratings, [*taken, *_all(deltas.of_rating, new)])


def count_evaluations(
    connection: Connection, *, new: Iterable[Fact] = (), old: Iterable[Fact] = ()
) -> None:
    """Add new evaluations and subtract old ones."""
    taken = negated(_all(deltas.of_evaluation, old), rollup_scores)
    add(connection, rollup_scores, [*taken, *_all(deltas.of_evaluation, new)])


def count_traces(
    connection: Connection, *, new: Iterable[Fact] = (), old: Iterable[Fact] = ()
) -> None:
    """Add ended traces and subtract those that restart or are deleted."""
    new, old = list(new), list(old)
    taken = negated(_all(deltas.of_trace, old), rollup_traces)
    add(connection, rollup_traces, [*taken, *_all(deltas.of_trace, new)])
    taken = negated(_all(deltas.latency_of_trace, old), rollup_latency)
    add(connection, rollup_latency, [*taken, *_all(deltas.latency_of_trace, new)])


def count_calls(
    connection: Connection, *, new: Iterable[Fact] = (), old: Iterable[Fact] = ()
) -> None:
    """Add the new states of paid calls and subtract the old ones."""
    new, old = list(new), list(old)
    taken = negated(_all(deltas.of_call, old), rollup_calls)
    add(connection, rollup_calls, [*taken, *_all(deltas.of_call, new)])
    taken = negated(_all(deltas.of_call_for_user, old), rollup_user_costs)
    add(connection, rollup_user_costs, [*taken, *_all(deltas.of_call_for_user, new)])


def _all(of: Callable[[Fact], list[Row]], facts_: Iterable[Fact]) -> list[Row]:
    return [row for fact in facts_ for row in of(fact)]
