"""Read the export state of a trace, the backlog of each sink, and rejected deliveries."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, case, func, select

from core.exports.payload import ExportKind
from core.store.database.engine import Database
from core.store.database.pagination import clamp_limit
from core.store.database.rows import Row, fetch_all
from core.store.exports.rows import to_sink_health
from core.store.exports.tables import outbox, sinks
from core.store.exports.values import OutboxState, SinkHealth
from core.store.goals.tables import goals
from core.store.traces.tables import traces

NO_REASON = "No reason was given."


class ExportState(StrEnum):
    """Export state of a trace at a sink."""

    SENT = "sent"
    PENDING = "pending"
    PAUSED = "paused"
    """Pending, because the sink rejects our credentials."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class SinkState:
    """Export state of one trace with its ratings at one sink."""

    sink: str
    state: ExportState
    reason: str | None
    """Why it was not sent; None if nothing failed."""
    attempts: int
    next_attempt_at: datetime | None
    """None if nothing is pending."""
    traces: int = 0
    """Number of deliveries of the trace itself in this state."""
    ratings: int = 0
    """Number of deliveries of its ratings in this state."""
    discarded: bool = False
    """True if it was rejected and a person discarded it, so no decision is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedDelivery:
    """Dead deliveries of one trace at one sink.

    They are retried or discarded together, because a rating needs its trace.
    """

    row_id: int
    """Id of the oldest one; retrying or discarding it includes the others."""
    sink: str
    trace_id: str
    kind: str
    """ExportKind of the oldest one."""
    goal_text: str | None
    traces: int
    ratings: int
    reason: str
    attempts: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedDeliveries:
    """The newest rejected deliveries, and the number of all."""

    rows: tuple[RejectedDelivery, ...]
    n: int
    dead_letters: int
    """Number of dead outbox rows in all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinkBacklog:
    """Backlog and health of one sink, for the health page."""

    sink: str
    pending: int
    oldest: datetime | None
    """When the oldest pending delivery was queued."""
    dead: int
    paused: bool
    reason: str
    """Why it is paused or delayed; empty if it is healthy."""
    next_attempt_at: datetime | None
    """When a failed sink is retried."""


def find_export_state(database: Database, trace_id: str) -> tuple[SinkState, ...]:
    """Return the export state of a trace at each sink it was queued for."""
    with database.read() as connection:
        mine = (
            select(outbox).where(outbox.c.trace_id == trace_id).order_by(outbox.c.sink, outbox.c.id)
        )
        rows = fetch_all(connection, mine)
        healths = _sink_healths(connection)
    by_sink: dict[str, list[Row]] = {}
    for row in rows:
        by_sink.setdefault(row["sink"], []).append(row)
    return tuple(_state(name, rows, healths.get(name)) for name, rows in by_sink.items())


def list_rejected_deliveries(database: Database, *, limit: int = 20) -> RejectedDeliveries:
    """Return the rejected deliveries that need a decision, by trace, newest first."""
    dead = outbox.c.state == OutboxState.DEAD
    mine = (
        select(outbox.c.sink, outbox.c.trace_id, func.min(outbox.c.id).label("first"), *_kinds())
        .where(dead)
        .group_by(outbox.c.sink, outbox.c.trace_id)
        .subquery()
    )
    first = (
        select(outbox, mine.c.traces, mine.c.ratings, goals.c.text.label("goal_text"))
        .select_from(
            mine.join(outbox, outbox.c.id == mine.c.first)
            .outerjoin(traces, traces.c.id == outbox.c.trace_id)
            .outerjoin(goals, goals.c.id == traces.c.goal_id)
        )
        .order_by(outbox.c.id.desc())
        .limit(clamp_limit(limit))
    )
    with database.read() as connection:
        rows = tuple(_refusal(row) for row in fetch_all(connection, first))
        n = connection.execute(select(func.count()).select_from(mine)).scalar_one() if rows else 0
        letters = connection.execute(select(func.count()).where(dead)).scalar_one() if rows else 0
    return RejectedDeliveries(rows=rows, n=n, dead_letters=letters)


def list_backlogs(database: Database) -> tuple[SinkBacklog, ...]:
    """Return the backlog of each sink that was ever used."""
    # Sent rows are most of the table and are not counted.
    counts = (
        select(
            outbox.c.sink,
            outbox.c.state,
            func.count().label("n"),
            func.min(outbox.c.created_at).label("oldest"),
        )
        .where(outbox.c.state.in_((OutboxState.PENDING, OutboxState.DEAD)))
        .group_by(outbox.c.sink, outbox.c.state)
    )
    with database.read() as connection:
        found = {(row["sink"], row["state"]): row for row in fetch_all(connection, counts)}
        healths = _sink_healths(connection)
    names = sorted({sink for sink, _ in found} | set(healths))
    return tuple(
        _backlog(name, found, healths.get(name) or SinkHealth(name=name)) for name in names
    )


def _backlog(name: str, found: dict[tuple[str, str], Row], health: SinkHealth) -> SinkBacklog:
    def count(state: OutboxState) -> int:
        row = found.get((name, state))
        return row["n"] if row is not None else 0

    pending = found.get((name, OutboxState.PENDING))
    return SinkBacklog(
        sink=name,
        pending=count(OutboxState.PENDING),
        oldest=pending["oldest"] if pending is not None else None,
        dead=count(OutboxState.DEAD),
        paused=health.paused,
        reason=health.reason,
        next_attempt_at=health.waits_until,
    )


def _sink_healths(connection: Connection) -> dict[str, SinkHealth]:
    return {row["name"]: to_sink_health(row) for row in fetch_all(connection, select(sinks))}


def _state(name: str, rows: list[Row], health: SinkHealth | None) -> SinkState:
    dead = [row for row in rows if row["state"] == OutboxState.DEAD]
    refused = dead or [row for row in rows if row["state"] == OutboxState.DISCARDED]
    waiting = [row for row in rows if row["state"] == OutboxState.PENDING]
    counted = refused or waiting or rows
    state = SinkState(
        sink=name,
        state=ExportState.REFUSED if refused else ExportState.SENT,
        reason=refused[0]["reason"] if refused else None,
        attempts=sum(row["attempts"] for row in counted),
        next_attempt_at=None,
        traces=sum(row["kind"] == ExportKind.TRACE for row in counted),
        ratings=sum(row["kind"] == ExportKind.RATING for row in counted),
        discarded=bool(refused) and not dead,
    )
    if refused or not waiting:
        return state
    delayed = health is not None and health.waits_until is not None
    when: datetime = waiting[0]["next_attempt_at"]
    return replace(
        state,
        state=ExportState.PAUSED if health is not None and health.paused else ExportState.PENDING,
        reason=(health.reason if health is not None and delayed else waiting[0]["reason"]) or None,
        next_attempt_at=max(when, health.waits_until)
        if health is not None and health.waits_until
        else when,
    )


def _kinds() -> list[ColumnElement[int]]:
    """Return columns that count the rows of traces and of ratings."""
    counted = {"traces": ExportKind.TRACE, "ratings": ExportKind.RATING}
    return [
        func.sum(case((outbox.c.kind == kind, 1), else_=0)).label(name)
        for name, kind in counted.items()
    ]


def _refusal(row: Row) -> RejectedDelivery:
    same = ("sink", "trace_id", "kind", "goal_text", "attempts")
    return RejectedDelivery(
        row_id=row["id"],
        traces=int(row["traces"]),
        ratings=int(row["ratings"]),
        reason=row["reason"] or NO_REASON,
        since=row["created_at"],
        **{name: row[name] for name in same},
    )
