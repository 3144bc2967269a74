"""Totals of ended traces from the rollups: errors, money and time."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Table, func, select

from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.rollups.histograms import percentile_ms
from core.store.rollups.tables import rollup_latency, rollup_traces
from core.tracing.names import PROVIDER_CHECK

_SUMMED = (
    "n",
    "errors",
    "cancelled",
    "input_tokens",
    "output_tokens",
    "thinking_tokens",
    "cost_usd",
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
    cost_unknown: int
    """Traces with at least one call of unknown price."""
    p50_ms: float | None
    p95_ms: float | None
    """Percentiles are exact within 5 %: they come from a histogram of logarithmic bins."""
    mean_ms: float | None
    overhead_share: float | None
    """Time spent on tracing and storing, as a share of all time."""

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens + self.thinking_tokens

    @property
    def error_rate(self) -> float | None:
        return self.errors / self.n if self.n else None


def operation_totals(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    name: str | None = None,
    model: str | None = None,
    prompt_version: str | None = None,
    exclude_model: str | None = None,
) -> OperationTotals:
    """Return the sums of a window of UTC days, both included.

    `exclude_model` leaves out what that model wrote, and traces in which nothing was written.
    """
    wanted = {"name": name, "model": model, "prompt_version": prompt_version}
    sums = select(*_sums()).where(
        *_in_window(
            rollup_traces, since, until, sample=sample, wanted=wanted, exclude_model=exclude_model
        )
    )
    bins = select(rollup_latency.c.bucket, func.sum(rollup_latency.c.n).label("n"))
    bins = bins.where(
        *_in_window(
            rollup_latency, since, until, sample=sample, wanted=wanted, exclude_model=exclude_model
        )
    )
    with database.read() as connection:
        row = fetch_one(connection, sums) or {}
        buckets = {
            found["bucket"]: int(found["n"])
            for found in fetch_all(connection, bins.group_by(rollup_latency.c.bucket))
        }
    return _to_totals(row, buckets)


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
        cost_unknown=int(row["cost_unknown"]),
        p50_ms=percentile_ms(buckets, 0.50),
        p95_ms=percentile_ms(buckets, 0.95),
        mean_ms=duration_us / n / 1_000 if n else None,
        overhead_share=int(row["overhead_us"]) / duration_us if duration_us else None,
    )


def _sums() -> list[ColumnElement[float]]:
    return [func.coalesce(func.sum(rollup_traces.c[name]), 0).label(name) for name in _SUMMED]


def _in_window(
    table: Table,
    since: date,
    until: date,
    *,
    sample: bool,
    wanted: dict[str, str | None],
    exclude_model: str | None = None,
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        table.c.sample.is_(sample),
        table.c.day.between(since, until),
    ]
    if exclude_model is not None:
        conditions.append(table.c.model.not_in([exclude_model, ""]))
    if wanted.get("name") is None:
        conditions.append(
            table.c.name != PROVIDER_CHECK
        )  # a test call says nothing about what people get
    return conditions + [
        table.c[name] == value for name, value in wanted.items() if value is not None
    ]
