"""Read the health of each model over the last day, and the state of its circuit breaker."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from core.errors import ModelFault
from core.llm.routing.table import ModelName
from core.llm.wrappers.circuit_state import CLOSED, CircuitState
from core.quality.intervals import Interval, wilson_interval
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.circuit_breakers.rows import to_circuit_state
from core.store.circuit_breakers.tables import model_breakers
from core.store.database.date_ranges import start_of_day
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.database.statistics import percentile

WINDOW = timedelta(hours=24)
MAX_TIMED_CALLS = 500
"""Newest answers that durations are taken from: enough for a 95th percentile, and cheap."""
LOST_AFTER = timedelta(minutes=10)
"""A call without a deadline that started longer ago counts as lost."""

_NOT_THE_MODELS_FAULT = (ModelFault.BLOCKED, ModelFault.BUDGET)
"""Failures caused by the text or by our budget, not by the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOutcome:
    """How one call ended."""

    at: datetime
    fault: ModelFault | None
    message: str
    trace_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelHealth:
    """One model over the last day. Every attempt is a call; replies from the cache are not."""

    model: ModelName
    answered: int = 0
    failed: int = 0
    """Failures of the model; a text it declined is not one."""
    declined: int = 0
    timed: int = 0
    """Answers that the two durations are taken from."""
    p50_ms: float | None = None
    p95_ms: float | None = None
    last_call: CallOutcome | None = None
    """The newest call that counts for or against the model."""
    last_error: CallOutcome | None = None
    spent_usd: float = 0.0
    """Since midnight UTC."""
    unpriced: int = 0
    """Answers since then whose price is unknown."""
    in_flight: int = 0
    breaker: CircuitState = CLOSED

    @property
    def calls(self) -> int:
        """Return the number of calls that count for or against the model."""
        return self.answered + self.failed

    @property
    def success(self) -> float | None:
        """Return the share of those calls that were answered; None without calls."""
        return self.answered / self.calls if self.calls else None

    @property
    def interval(self) -> Interval | None:
        """Return the 95 % interval of that share."""
        return wilson_interval(self.answered, self.calls)


def list_model_health(
    database: Database, models: Iterable[ModelName], *, now: datetime
) -> tuple[ModelHealth, ...]:
    """Return the health of each of these models, in their order."""
    wanted = tuple(models)
    providers = {model.provider for model in wanted}
    with database.read() as connection:
        counts = _count_outcomes(connection, providers, since=now - WINDOW)
        spent = _sum_costs(connection, providers, since=start_of_day(now.date()))
        flying = _count_in_flight(connection, now=now)
        breakers = _breakers(connection)
        return tuple(
            ModelHealth(
                model=model,
                **counts.get(_key(model), {}),
                **spent.get(_key(model), {}),
                **_latest_calls(connection, model, since=now - WINDOW),
                in_flight=flying.get(_key(model), 0),
                breaker=breakers.get("/".join(_key(model)), CLOSED),
            )
            for model in wanted
        )


def list_circuit_states(database: Database) -> Mapping[str, CircuitState]:
    """Return the stored circuit states by "provider/name"; a model without one is closed."""
    with database.read() as connection:
        return _breakers(connection)


def is_test_running(database: Database, model: ModelName, *, prompt: str, now: datetime) -> bool:
    """Tell whether any worker has a call of this prompt in flight at the model."""
    query = select(llm_calls.c.id).where(
        llm_calls.c.status == CallStatus.IN_FLIGHT,
        _not_expired(now),
        llm_calls.c.provider == model.provider,
        llm_calls.c.model == model.name,
        llm_calls.c.prompt_name == prompt,
    )
    with database.read() as connection:
        return connection.execute(query.limit(1)).scalar() is not None


def _key(model: ModelName) -> tuple[str, str]:
    return model.provider, model.name


def _count_outcomes(
    connection: Connection, providers: set[str], *, since: datetime
) -> dict[tuple[str, str], Row]:
    columns = (llm_calls.c.provider, llm_calls.c.model, llm_calls.c.status, llm_calls.c.fault)
    query = select(*columns, func.count().label("n")).where(
        llm_calls.c.provider.in_(providers),
        llm_calls.c.started_at >= since,
        llm_calls.c.cache_hit.is_(False),
        llm_calls.c.status.in_((CallStatus.DONE, CallStatus.FAILED)),
    )
    found: dict[tuple[str, str], Row] = {}
    for row in fetch_all(connection, query.group_by(*columns)):
        if row["fault"] == ModelFault.BUDGET:
            continue
        sums = found.setdefault(
            (row["provider"], row["model"]), {"answered": 0, "failed": 0, "declined": 0}
        )
        answered = row["status"] == CallStatus.DONE
        sums[
            "answered"
            if answered
            else "declined"
            if row["fault"] == ModelFault.BLOCKED
            else "failed"
        ] += row["n"]
    return found


def _sum_costs(
    connection: Connection, providers: set[str], *, since: datetime
) -> dict[tuple[str, str], Row]:
    model = (llm_calls.c.provider, llm_calls.c.model)
    answered = and_(llm_calls.c.status == CallStatus.DONE, llm_calls.c.cost_usd.is_(None))
    query = select(
        *model,
        func.coalesce(func.sum(llm_calls.c.cost_usd), 0.0).label("spent_usd"),
        func.count().filter(answered).label("unpriced"),
    ).where(llm_calls.c.provider.in_(providers), llm_calls.c.started_at >= since)
    rows = fetch_all(connection, query.group_by(*model))
    return {(row.pop("provider"), row.pop("model")): row for row in rows}


def _count_in_flight(connection: Connection, *, now: datetime) -> dict[tuple[str, str], int]:
    model = (llm_calls.c.provider, llm_calls.c.model)
    query = select(*model, func.count().label("n")).where(
        llm_calls.c.status == CallStatus.IN_FLIGHT, _not_expired(now)
    )
    return {
        (row["provider"], row["model"]): row["n"]
        for row in fetch_all(connection, query.group_by(*model))
    }


def _not_expired(now: datetime) -> ColumnElement[bool]:
    unnamed = and_(llm_calls.c.expires_at.is_(None), llm_calls.c.started_at > now - LOST_AFTER)
    return or_(llm_calls.c.expires_at > now, unnamed)


def _breakers(connection: Connection) -> dict[str, CircuitState]:
    found = fetch_all(connection, select(model_breakers))
    return {row["model"]: to_circuit_state(row) for row in found}


def _latest_calls(connection: Connection, model: ModelName, *, since: datetime) -> Row:
    """Return durations, the newest call and the newest failure from the ledger."""
    columns = [
        llm_calls.c[name] for name in ("started_at", "finished_at", "fault", "message", "trace_id")
    ]
    mine = select(*columns).where(
        llm_calls.c.provider == model.provider,
        llm_calls.c.model == model.name,
        llm_calls.c.started_at >= since,
        llm_calls.c.cache_hit.is_(False),
    )
    newest = mine.order_by(llm_calls.c.started_at.desc())
    done = llm_calls.c.status == CallStatus.DONE
    answered = fetch_all(connection, newest.where(done).limit(MAX_TIMED_CALLS))
    failed = fetch_all(connection, newest.where(_model_failures()).limit(1))
    took = sorted(
        (row["finished_at"] - row["started_at"]).total_seconds() * 1_000 for row in answered
    )
    ends = sorted((*answered[:1], *failed), key=lambda row: row["started_at"], reverse=True)
    return {
        "timed": len(took),
        "p50_ms": percentile(took, 0.50),
        "p95_ms": percentile(took, 0.95),
        "last_call": _to_outcome(ends[0]) if ends else None,
        "last_error": _to_outcome(failed[0]) if failed else None,
    }


def _model_failures() -> ColumnElement[bool]:
    return and_(
        llm_calls.c.status == CallStatus.FAILED, llm_calls.c.fault.not_in(_NOT_THE_MODELS_FAULT)
    )


def _to_outcome(row: Row) -> CallOutcome:
    fault = None if row["fault"] is None else ModelFault(row["fault"])
    return CallOutcome(
        at=row["started_at"], fault=fault, message=row["message"] or "", trace_id=row["trace_id"]
    )
