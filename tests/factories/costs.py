"""Costs as the tables hold them: a day's sums, a person's day, a call of the ledger, a day's budget."""

from datetime import date, datetime
from typing import Any

from core.ids import new_id
from core.store.budgets.tables import budget_days
from core.store.calls.tables import llm_calls
from core.store.rollups.tables import rollup_calls, rollup_user_costs
from core.store.runs.tables import stage_results
from core.store.unit_of_work import UnitOfWork
from tests.fakes import NOW

TODAY = NOW.date()


def add_calls(
    work: UnitOfWork, *, day: date = TODAY, usd: float = 0.5, n: int = 1, **changes: Any
) -> None:
    """Add the sums of some calls of one kind."""
    row = {
        "day": day,
        "purpose": "generate",
        "provider": "google",
        "model": "gemini-3.8-flash",
        "prompt_version": "generate@v1",
        "tier": "basic",
        "n": n,
        "input_tokens": 100 * n,
        "output_tokens": 50 * n,
        "thinking_tokens": 10 * n,
        "cached_tokens": 40 * n,
        "cost_usd": usd,
        "duration_us": 1_000_000 * n,
    }
    work.connection.execute(rollup_calls.insert(), row | changes)


def add_user_costs(
    work: UnitOfWork, user_id: str, *, day: date = TODAY, usd: float = 0.5, **changes: Any
) -> None:
    """Add what the calls for one person cost on one day."""
    row = {"day": day, "user_id": user_id, "tier": "basic", "n": 1, "tokens": 160, "cost_usd": usd}
    work.connection.execute(rollup_user_costs.insert(), row | changes)


def add_call(
    work: UnitOfWork, *, usd: float | None = 0.5, at: datetime = NOW, **changes: Any
) -> str:
    """Add a call to the ledger as it stands when it has come back."""
    row = {
        "id": new_id(),
        "status": "done",
        "stage": "generate",
        "purpose": "generate",
        "provider": "google",
        "model": "gemini-3.8-flash",
        "prompt_name": "generate",
        "prompt_version": 1,
        "prompt_hash": "abc",
        "attempt": 1,
        "started_at": at,
        "finished_at": at,
        "day": at.date(),
        "reply": b"words of a model",
        "cache_hit": False,
        "input_tokens": 100,
        "output_tokens": 50,
        "thinking_tokens": 10,
        "cached_tokens": 40,
        "tokens_estimated": False,
        "cost_usd": usd,
        "price_version": "2027-01-01",
    } | changes
    work.connection.execute(llm_calls.insert(), row)
    return str(row["id"])


def lay_stages(work: UnitOfWork, run_id: str, **providers: str) -> None:
    """Add finished stages of a run, with who wrote each."""
    for stage, provider in providers.items():
        row = {"run_id": run_id, "stage": stage, "status": "done", "attempt": 1, "started_at": NOW}
        work.connection.execute(
            stage_results.insert(), row | {"provider": provider, "finished_at": NOW}
        )


def add_budget(
    work: UnitOfWork, scope: str = "all", *, spent: float, day: date = TODAY, **changes: Any
) -> None:
    """Add how a budget stands, in US dollars."""
    row = {"day": day, "scope": scope, "spent_nano_usd": round(spent * 1e9)}
    work.connection.execute(budget_days.insert(), row | changes)
