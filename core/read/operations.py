"""How the machine does: traces, errors, money and time from the rollups, and what waits where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.storage.engine import Database


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
    """Percentiles within 5 % (they come from a histogram of logarithmic bins)."""
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
class OperationPoint:
    """Traces that started on one day."""

    day: date
    n: int
    errors: int
    cost_usd: float
    cost_unknown: int
    tokens: int
    mean_ms: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What stands where right now, for the health page."""

    runs: Mapping[str, int]
    """Runs by status."""
    oldest_waiting: datetime | None
    """When the oldest run that is not over was submitted."""
    calls: Mapping[str, int]
    """Ledger rows by status; `in_doubt` ones may have been paid for nothing."""
    outbox: Mapping[str, int]
    """Outbox rows by state."""
    goals: int
    traces: int
    ratings: int
    size_bytes: int | None
    """Size of the database; None where it cannot be told."""


def operation_totals(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    name: str | None = None,
    model: str | None = None,
) -> OperationTotals:
    """Return the sums of a window, both days included."""
    raise NotImplementedError


def operation_trend(
    database: Database, *, since: date, until: date, sample: bool, name: str | None = None
) -> tuple[OperationPoint, ...]:
    """Return the traces day by day, oldest first."""
    raise NotImplementedError


def find_counts(database: Database, *, sample: bool = False) -> Counts:
    """Return what stands where."""
    raise NotImplementedError
