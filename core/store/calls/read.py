"""Read the ledger for export: calls and costs, without any text of a person."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from core.llm.providers.offline import OFFLINE
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.database.date_ranges import in_date_range
from core.store.database.engine import Database
from core.store.database.rows import fetch_all

MAX_LEDGER_ROWS = 50_000
"""Rows of one export; a spreadsheet still opens this many quickly."""
MAX_FAILED_CALLS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One call, without reply and message, because both may contain a person's words."""

    id: str
    started_at: datetime
    finished_at: datetime | None
    status: str
    purpose: str
    stage: str | None
    provider: str
    model: str
    answered_by: str | None
    prompt_name: str
    prompt_version: int
    attempt: int
    tier: str
    user_id: str | None
    goal_id: str | None
    trace_id: str | None
    cache_hit: bool
    input_tokens: int
    output_tokens: int
    thinking_tokens: int
    cached_tokens: int
    tokens_estimated: bool
    cost_usd: float | None
    price_version: str | None
    fault: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedCosts:
    """Failed calls that were billed."""

    n: int
    cost_usd: float
    capped: bool
    """True if there are more failed calls than were read, so both figures are lower bounds."""


def list_ledger(
    database: Database,
    *,
    since: date,
    until: date,
    model: str | None = None,
    limit: int = MAX_LEDGER_ROWS,
) -> tuple[LedgerRow, ...]:
    """Return the newest calls in a range of days, newest first."""
    query = select(*(llm_calls.c[name] for name in LedgerRow.__slots__))
    query = query.where(
        *in_date_range(llm_calls.c.started_at, since, until), llm_calls.c.provider != OFFLINE
    )
    query = query.where(llm_calls.c.model == model) if model is not None else query
    newest = query.order_by(llm_calls.c.started_at.desc(), llm_calls.c.id.desc()).limit(limit)
    with database.read() as connection:
        return tuple(LedgerRow(**row) for row in fetch_all(connection, newest))


def find_failed_costs(
    database: Database, *, since: date, until: date, model: str | None = None
) -> FailedCosts:
    """Return the cost of failed calls."""
    query = select(llm_calls.c.cost_usd).where(
        llm_calls.c.status == CallStatus.FAILED,
        *in_date_range(llm_calls.c.started_at, since, until),
    )
    query = query.where(llm_calls.c.model == model) if model is not None else query
    newest = query.order_by(llm_calls.c.started_at.desc()).limit(MAX_FAILED_CALLS).subquery()
    billed = func.count().filter(newest.c.cost_usd > 0)
    sums = select(
        func.count(), billed, func.coalesce(func.sum(newest.c.cost_usd), 0.0)
    ).select_from(newest)
    with database.read() as connection:
        looked_at, n, cost_usd = connection.execute(sums).one()
    return FailedCosts(n=n, cost_usd=cost_usd, capped=looked_at >= MAX_FAILED_CALLS)
