"""Read the calls in doubt: in flight when their worker died, so that they may have been billed.

Calls of the offline coach are excluded, because they are free.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, func, select

from core.llm.providers.offline import OFFLINE
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.database.engine import Database
from core.store.database.pagination import clamp_limit
from core.store.database.rows import Row, fetch_all

MAX_DETAILED_CALLS = 200
"""Calls in doubt that are read one by one; more are only counted."""

MAX_COMPARED_CALLS = 500
"""Newest completed calls from which the cost of a call in doubt is estimated."""

_COLUMNS = ("run_id", "stage", "purpose", "provider", "model", "started_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class InDoubtCall:
    """One call that may have been billed although its reply was lost."""

    call_id: str
    trace_id: str | None
    stage: str | None
    purpose: str
    model: str
    attempt: int
    started_at: datetime
    retried_at: datetime | None
    """When its run repeated the call; None if it has not."""
    retry_model: str | None
    """Model of the repeated call."""
    cost_usd: float | None
    """Cost of the repeated call, else the mean of similar calls; None if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InDoubtSummary:
    """Number and estimated cost of the calls in doubt since a moment."""

    n: int
    cost_usd: float
    """Sum of their estimated costs."""
    unpriced: int
    """How many of them have no estimate."""


def list_in_doubt_calls(database: Database, trace_id: str) -> tuple[InDoubtCall, ...]:
    """Return the calls in doubt of a trace, oldest first."""
    query = (
        _in_doubt()
        .where(llm_calls.c.trace_id == trace_id)
        .order_by(llm_calls.c.started_at, llm_calls.c.id)
    )
    with database.read() as connection:
        return _to_values(connection, fetch_all(connection, query.limit(MAX_DETAILED_CALLS)))


def list_latest_in_doubt_calls(
    database: Database, *, since: datetime, limit: int = 20
) -> tuple[InDoubtCall, ...]:
    """Return the calls in doubt since a moment, newest first."""
    late = _in_doubt().where(llm_calls.c.started_at >= since)
    newest = late.order_by(llm_calls.c.started_at.desc(), llm_calls.c.id.desc()).limit(
        clamp_limit(limit)
    )
    with database.read() as connection:
        return _to_values(connection, fetch_all(connection, newest))


def summarize_in_doubt_calls(database: Database, *, since: datetime) -> InDoubtSummary:
    """Return the number and estimated cost of the calls in doubt since a moment."""
    late = _in_doubt().where(llm_calls.c.started_at >= since)
    with database.read() as connection:
        n = connection.execute(select(func.count()).select_from(late.subquery())).scalar_one()
        newest = (
            fetch_all(
                connection, late.order_by(llm_calls.c.started_at.desc()).limit(MAX_DETAILED_CALLS)
            )
            if n
            else []
        )
        costs = [call.cost_usd for call in _to_values(connection, newest)]
    known = [cost for cost in costs if cost is not None]
    return InDoubtSummary(n=n, cost_usd=sum(known), unpriced=n - len(known))


def _in_doubt() -> Select[tuple[object, ...]]:
    columns = [llm_calls.c[name] for name in ("id", "trace_id", "attempt", *_COLUMNS)]
    return select(*columns).where(
        llm_calls.c.status == CallStatus.IN_DOUBT, llm_calls.c.provider != OFFLINE
    )


def _to_values(connection: Connection, rows: Sequence[Row]) -> tuple[InDoubtCall, ...]:
    if not rows:
        return ()
    later, like = _later_calls(connection, rows), _similar_costs(connection)
    return tuple(_to_value(row, later, like) for row in rows)


def _to_value(
    row: Row,
    later: dict[tuple[object, ...], list[Row]],
    like: dict[tuple[object, ...], list[float]],
) -> InDoubtCall:
    # Steps of one kind are serial and stored replies are not requested again, so the next call
    # of the same group is the repeated one.
    after = (one for one in later.get(_group_key(row), []) if one["started_at"] > row["started_at"])
    again = next(after, None)
    costs = like.get(_cost_key(row), [])
    if again is not None and again["cost_usd"] is not None and _cost_key(again) == _cost_key(row):
        costs = [again["cost_usd"]]
    return InDoubtCall(
        call_id=row["id"],
        retried_at=None if again is None else again["started_at"],
        retry_model=None if again is None else again["model"],
        cost_usd=sum(costs) / len(costs) if costs else None,
        **{
            name: row[name]
            for name in ("trace_id", "stage", "purpose", "model", "attempt", "started_at")
        },
    )


def _later_calls(
    connection: Connection, rows: Sequence[Row]
) -> dict[tuple[object, ...], list[Row]]:
    """Return the calls of the same runs, by run, stage and purpose, oldest first."""
    mine = {row["run_id"] for row in rows if row["run_id"] is not None}
    columns = [llm_calls.c[name] for name in ("cost_usd", *_COLUMNS)]
    query = (
        select(*columns)
        .where(llm_calls.c.run_id.in_(mine))
        .order_by(llm_calls.c.started_at, llm_calls.c.id)
    )
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in fetch_all(connection, query):
        found.setdefault(_group_key(row), []).append(row)
    return found


def _similar_costs(connection: Connection) -> dict[tuple[object, ...], list[float]]:
    """Return the costs of the newest completed calls, by provider, model and purpose."""
    columns = [llm_calls.c[name] for name in ("provider", "model", "purpose", "cost_usd")]
    answered = (
        select(*columns)
        .where(llm_calls.c.status == CallStatus.DONE)
        .order_by(llm_calls.c.started_at.desc())
    )
    found: dict[tuple[object, ...], list[float]] = {}
    for row in fetch_all(connection, answered.limit(MAX_COMPARED_CALLS)):
        if row["cost_usd"]:
            found.setdefault(_cost_key(row), []).append(row["cost_usd"])
    return found


def _group_key(row: Row) -> tuple[object, ...]:
    return row["run_id"], row["stage"], row["purpose"]


def _cost_key(row: Row) -> tuple[object, ...]:
    return row["provider"], row["model"], row["purpose"]
