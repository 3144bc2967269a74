"""Read the figures of /metrics: totals from the rollups, recent calls from the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from core.store.calls.tables import llm_calls
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.database.statistics import percentile
from core.store.metrics.queue_counts import QueueCounts, find_queue_counts
from core.store.rollups.tables import rollup_latency, rollup_traces
from core.store.runs.tables import runs, stage_results
from core.store.runs.values import RunStatus, StageStatus

RECENT_RUNS = 500
"""Runs used for stage durations: enough for a 95th percentile, few enough for every scrape."""

RECENT_CALLS = timedelta(hours=1)

_BINS_PER_DOUBLING = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSums:
    """Sums over all ended traces of one name."""

    name: str
    n: int
    errors: int
    cancelled: int
    input_tokens: int
    output_tokens: int
    thinking_tokens: int
    cached_tokens: int
    cost_usd: float
    cost_unknown: int
    duration_us: int
    bins: Mapping[int, int]
    """Number of traces by duration: key k counts 2**k up to 2**(k+1) microseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTimes:
    """Duration of a stage in the latest runs, in seconds."""

    stage: str
    n: int
    median: float
    p95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentCalls:
    """Number of model calls in the last hour."""

    provider: str
    model: str
    status: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemMetrics:
    """Everything `/metrics` reports about the database."""

    counts: QueueCounts
    traces: tuple[TraceSums, ...]
    stages: tuple[StageTimes, ...]
    calls: tuple[RecentCalls, ...]


def find_system_metrics(database: Database, *, now: datetime) -> SystemMetrics:
    """Return the figures. Sample traces are excluded from sums."""
    counts = find_queue_counts(database)
    with database.read() as connection:
        return SystemMetrics(
            counts=counts,
            traces=_traces(connection),
            stages=_stages(connection),
            calls=_calls(connection, since=now - RECENT_CALLS),
        )


def count_leased_runs(database: Database, now: datetime) -> int:
    """Return the number of runs with an unexpired lease."""
    leased = (runs.c.status == RunStatus.RUNNING) & (runs.c.lease_until > now)
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(runs).where(leased)).scalar_one()


def _traces(connection: Connection) -> tuple[TraceSums, ...]:
    summed = [name for name in TraceSums.__dataclass_fields__ if name not in {"name", "bins"}]
    sums = select(
        rollup_traces.c.name, *(func.sum(rollup_traces.c[name]).label(name) for name in summed)
    )
    sums = sums.where(rollup_traces.c.sample.is_(False)).group_by(rollup_traces.c.name)
    bins = _bins(connection)
    return tuple(
        TraceSums(
            name=row["name"],
            cost_usd=float(row["cost_usd"]),
            bins=bins.get(row["name"], {}),
            **{name: int(row[name]) for name in summed if name != "cost_usd"},
        )
        for row in fetch_all(connection, sums.order_by(rollup_traces.c.name))
    )


def _bins(connection: Connection) -> dict[str, dict[int, int]]:
    name, bucket = rollup_latency.c.name, rollup_latency.c.bucket
    query = select(name, bucket, func.sum(rollup_latency.c.n).label("n")).where(
        rollup_latency.c.sample.is_(False)
    )
    bins: dict[str, dict[int, int]] = {}
    for row in fetch_all(connection, query.group_by(name, bucket)):
        of_name = bins.setdefault(row["name"], {})
        doubling = row["bucket"] // _BINS_PER_DOUBLING
        of_name[doubling] = of_name.get(doubling, 0) + int(row["n"])
    return bins


def _stages(connection: Connection) -> tuple[StageTimes, ...]:
    latest = (
        select(runs.c.id)
        .where(runs.c.sample.is_(False))
        .order_by(runs.c.id.desc())
        .limit(RECENT_RUNS)
    )
    query = select(
        stage_results.c.stage, stage_results.c.started_at, stage_results.c.finished_at
    ).where(stage_results.c.run_id.in_(latest), stage_results.c.status == StageStatus.DONE)
    seconds: dict[str, list[float]] = {}
    for row in fetch_all(connection, query):
        took = (row["finished_at"] - row["started_at"]).total_seconds()
        seconds.setdefault(row["stage"], []).append(took)
    return tuple(
        StageTimes(
            stage=stage,
            n=len(times),
            median=percentile(times, 0.5) or 0.0,
            p95=percentile(times, 0.95) or 0.0,
        )
        for stage, times in sorted(seconds.items())
    )


def _calls(connection: Connection, *, since: datetime) -> tuple[RecentCalls, ...]:
    group = (llm_calls.c.provider, llm_calls.c.model, llm_calls.c.status)
    query = (
        select(*group, func.count().label("n"))
        .where(llm_calls.c.started_at >= since)
        .group_by(*group)
    )
    return tuple(RecentCalls(**row) for row in fetch_all(connection, query.order_by(*group)))
