"""Read the state that alert rules evaluate, from unfinished and recent rows only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, case, func, select

from core.llm.wrappers.circuit_state import CircuitState
from core.store.alerts.tables import alerts
from core.store.alerts.values import AlertKind, AlertLevel
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.circuit_breakers.rows import to_circuit_state
from core.store.circuit_breakers.tables import model_breakers
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.exports.rows import to_sink_health
from core.store.exports.tables import outbox, sinks
from core.store.exports.values import OutboxState, SinkHealth
from core.store.traces.rows import min_number_at
from core.store.traces.tables import traces
from core.tracing import names
from core.tracing.span_record import SpanStatus

RECENT = timedelta(hours=1)
IN_DOUBT_WINDOW = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCondition:
    """What is stored of an open alert."""

    kind: AlertKind
    level: AlertLevel
    message: str
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemState:
    """State of exports, recent runs, calls, circuit breakers and alerts."""

    now: datetime
    refused: dict[str, int]
    oldest_unsent: dict[str, datetime]
    sinks: tuple[SinkHealth, ...]
    runs_ended: int
    runs_failed: int
    calls_in_doubt: int
    breakers: dict[str, tuple[CircuitState, datetime]]
    open_alerts: dict[str, OpenCondition]
    """The open alerts, by key."""


def find_system_state(database: Database, *, now: datetime, sample: bool = False) -> SystemState:
    """Return the system state, on SQLite as of one moment; `sample` is about its open alerts."""
    doubts = select(func.count()).where(
        llm_calls.c.status == CallStatus.IN_DOUBT, llm_calls.c.started_at >= now - IN_DOUBT_WINDOW
    )
    refused = (
        select(outbox.c.sink, func.count())
        .where(outbox.c.state == OutboxState.DEAD)
        .group_by(outbox.c.sink)
    )
    unsent = (
        select(outbox.c.sink, func.min(outbox.c.created_at))
        .where(outbox.c.state == OutboxState.PENDING)
        .group_by(outbox.c.sink)
    )
    with database.read() as connection:
        n, failed = connection.execute(_ended_since(now - RECENT)).one()
        return SystemState(
            now=now,
            refused=dict(connection.execute(refused).all()),
            oldest_unsent=dict(connection.execute(unsent).all()),
            sinks=tuple(to_sink_health(row) for row in fetch_all(connection, select(sinks))),
            runs_ended=n,
            runs_failed=int(failed),
            calls_in_doubt=connection.execute(doubts).scalar_one(),
            breakers={
                row["model"]: (to_circuit_state(row), row["changed_at"])
                for row in fetch_all(connection, select(model_breakers))
            },
            open_alerts=_open_alerts(connection, sample=sample),
        )


def _ended_since(since: datetime) -> Select[int, int]:
    """Return the query for the number of ended and of failed goal runs."""
    begun = (
        traces.c.sample.is_(False),
        traces.c.name == names.GOAL_PIPELINE,
        traces.c.number >= min_number_at(since),
    )
    return select(
        func.count(),
        func.coalesce(func.sum(case((traces.c.status == SpanStatus.ERROR, 1), else_=0)), 0),
    ).where(*begun, traces.c.status != SpanStatus.RUNNING)


def _open_alerts(connection: Connection, *, sample: bool) -> dict[str, OpenCondition]:
    columns = (alerts.c.key, alerts.c.kind, alerts.c.level, alerts.c.message, alerts.c.last_at)
    still_open = select(*columns).where(alerts.c.resolved_at.is_(None), alerts.c.sample.is_(sample))
    return {
        row["key"]: OpenCondition(
            kind=AlertKind(row["kind"]),
            level=AlertLevel(row["level"]),
            message=row["message"],
            last_at=row["last_at"],
        )
        for row in fetch_all(connection, still_open)
    }
