"""A paid call in the ledger, for tests that need one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from core.call_ledger import LedgerEntry
from core.ids import new_id
from core.llm.wrappers.response_cache import CachedResponse
from core.ports import Completion, Cost, Purpose, Usage
from core.store.calls.tables import llm_calls
from core.store.database.text_codec import decompress_text
from core.store.runs.values import Run
from core.store.unit_of_work import UnitOfWork
from tests.fakes import NOW


def make_entry(*, run_id: str | None = None, trace_id: str | None = None) -> LedgerEntry:
    return LedgerEntry(
        id=new_id(),
        trace_id=trace_id,
        run_id=run_id,
        stage="generate",
        purpose=Purpose.GENERATE,
        provider="google",
        model="gemini-3.8-flash",
        prompt_name="generate",
        prompt_version=1,
        prompt_hash="abc",
        request_hash="q",
        attempt=1,
        started_at=NOW,
    )


def make_completion(text: str = "{}") -> Completion:
    return Completion(
        text=text,
        model="gemini-2.5-flash-001",
        provider="google",
        usage=Usage(input_tokens=10, output_tokens=20, thinking_tokens=5, cached_tokens=2),
        cost=Cost(usd=0.5, price_version="2027-01-01"),
    )


def paid_call(work: UnitOfWork, run: Run) -> None:
    entry = replace(
        make_entry(run_id=run.id, trace_id=run.trace_id), user_id=run.user_id, goal_id=run.goal_id
    )
    work.calls.open(entry)
    work.calls.close(entry.id, make_completion(), finished_at=NOW)


def make_reply(key: str = "a", text: str = '{"title": "Run"}', **changes: Any) -> CachedResponse:
    kept = CachedResponse(
        key=key,
        user_id=None,
        goal_id=None,
        provider="google",
        model="gemini-3.8-flash",
        prompt_name="generate",
        prompt_version=1,
        text=text,
        answered_by="gemini-2.5-flash-001",
        finish_reason="stop",
        cost_usd=0.0021,
        cached_at=NOW,
        expires_at=NOW + timedelta(hours=24),
    )
    return replace(kept, **changes)


def find_reply(work: UnitOfWork, call_id: str) -> str | None:
    """Return the raw reply of a call in the ledger, or None."""
    query = select(llm_calls.c.reply).where(llm_calls.c.id == call_id)
    stored = work.connection.execute(query).scalar()
    return None if stored is None else decompress_text(stored)
