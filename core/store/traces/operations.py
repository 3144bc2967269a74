"""Totals of ended traces from the rollups: errors, money and time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Table, func, select

from core.quality.intervals import Interval
from core.quality.slice import EVERYTHING, Slice
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.rollups.histograms import percentile_bounds_ms, percentile_ms
from core.store.rollups.tables import LATENCY, TABLES, TRACES
from core.store.slices.conditions import rollup_table, slice_conditions
from core.tracing.names import TESTS

_SUMMED = (
    "n",
    "errors",
    "cancelled",
    "input_tokens",
    "output_tokens",
    "thinking_tokens",
    "cost_usd",
    "cost_squares",
    "cost_unknown",
    "duration_us",
    "overhead_us",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationTotals:
    """Traces that ended in a window."""

    n: int
    errors: int
    cancelled: int
    input_tokens: int
    output_tokens: int
    thinking_tokens: int
    cost_usd: float
    """Sum of the known costs."""
    cost_squares: float
    """Sum of their squares."""
    cost_unknown: int
    """Traces with at least one call of unknown price."""
    p50_ms: float | None
    p95_ms: float | None
    """Percentiles are exact within 5 %: they come from a histogram of logarithmic bins."""
    p95_interval: Interval | None
    """Its 95 % interval; None if there are too few to bound it."""
    mean_ms: float | None
    overhead_share: float | None
    """Time spent on tracing and storing, as a share of all time."""

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens + self.thinking_tokens

    @property
    def error_rate(self) -> float | None:
        return self.errors / self.n if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationDay:
    """Traces of one UTC day."""

    day: date
    n: int
    errors: int
    cost_usd: float
    p95_ms: float | None


def operation_totals(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    name: str | None = None,
    within: Slice = EVERYTHING,
) -> OperationTotals:
    """Return the sums of a window of UTC days, both included."""
    sums_of, bins_of = rollup_table(TRACES, within), rollup_table(LATENCY, within)
    sums = [func.coalesce(func.sum(sums_of.c[name]), 0).label(name) for name in _SUMMED]
    total = select(*sums).where(
        *_in_window(sums_of, since, until, sample=sample, name=name, within=within)
    )
    bins = select(bins_of.c.bucket, func.sum(bins_of.c.n).label("n")).where(
        *_in_window(bins_of, since, until, sample=sample, name=name, within=within)
    )
    with database.read() as connection:
        row = fetch_one(connection, total) or {}
        buckets = {
            found["bucket"]: int(found["n"])
            for found in fetch_all(connection, bins.group_by(bins_of.c.bucket))
        }
    return _to_totals(row, buckets)


def latency_counts(
    database: Database, *, since: date, until: date, sample: bool, name: str
) -> dict[int, int]:
    """Return the number of ended traces of a name by the bin of their duration."""
    table = TABLES[LATENCY.name].c
    counted = (
        select(table.bucket, func.sum(table.n).label("n"))
        .where(table.sample.is_(sample), table.day.between(since, until), table.name == name)
        .group_by(table.bucket)
    )
    with database.read() as connection:
        return {row["bucket"]: int(row["n"]) for row in fetch_all(connection, counted)}


def operation_trend(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    name: str | None = None,
    within: Slice = EVERYTHING,
) -> tuple[OperationDay, ...]:
    """Return the traces by UTC day, oldest first; days without any are left out."""
    sums_of, bins_of = rollup_table(TRACES, within), rollup_table(LATENCY, within)
    sums = [func.sum(sums_of.c[column]).label(column) for column in ("n", "errors", "cost_usd")]
    days = select(sums_of.c.day, *sums).where(
        *_in_window(sums_of, since, until, sample=sample, name=name, within=within)
    )
    bins = select(bins_of.c.day, bins_of.c.bucket, func.sum(bins_of.c.n).label("n")).where(
        *_in_window(bins_of, since, until, sample=sample, name=name, within=within)
    )
    buckets: defaultdict[date, dict[int, int]] = defaultdict(dict)
    with database.read() as connection:
        found = fetch_all(connection, days.group_by(sums_of.c.day).order_by(sums_of.c.day))
        for row in fetch_all(connection, bins.group_by(bins_of.c.day, bins_of.c.bucket)):
            buckets[row["day"]][row["bucket"]] = int(row["n"])
    return tuple(
        OperationDay(
            day=row["day"],
            n=int(row["n"]),
            errors=int(row["errors"]),
            cost_usd=row["cost_usd"],
            p95_ms=percentile_ms(buckets[row["day"]], 0.95),
        )
        for row in found
    )


def _to_totals(row: Row, buckets: dict[int, int]) -> OperationTotals:
    n, duration_us = int(row["n"]), int(row["duration_us"])
    return OperationTotals(
        n=n,
        errors=int(row["errors"]),
        cancelled=int(row["cancelled"]),
        input_tokens=int(row["input_tokens"]),
        output_tokens=int(row["output_tokens"]),
        thinking_tokens=int(row["thinking_tokens"]),
        cost_usd=row["cost_usd"],
        cost_squares=row["cost_squares"],
        cost_unknown=int(row["cost_unknown"]),
        p50_ms=percentile_ms(buckets, 0.50),
        p95_ms=percentile_ms(buckets, 0.95),
        p95_interval=percentile_bounds_ms(buckets, 0.95),
        mean_ms=duration_us / n / 1_000 if n else None,
        overhead_share=int(row["overhead_us"]) / duration_us if duration_us else None,
    )


def _in_window(
    table: Table,
    since: date,
    until: date,
    *,
    sample: bool,
    name: str | None,
    within: Slice,
) -> list[ColumnElement[bool]]:
    return [
        table.c.sample.is_(sample),
        table.c.day.between(since, until),
        table.c.name.not_in(TESTS) if name is None else table.c.name == name,
        *slice_conditions(within, lambda column: table.c[column]),
    ]
