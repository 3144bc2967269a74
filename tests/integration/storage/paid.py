"""A paid call in the ledger, for tests that need one."""

from core.ids import new_id
from core.ports import Completion, Cost, LedgerEntry, Purpose, Usage
from core.storage.records.runs import Run
from core.storage.unit_of_work import UnitOfWork
from tests.fakes import NOW


def make_entry(*, run_id: str | None = None, trace_id: str | None = None) -> LedgerEntry:
    return LedgerEntry(
        id=new_id(),
        trace_id=trace_id,
        run_id=run_id,
        stage="generate",
        purpose=Purpose.GENERATE,
        provider="google",
        model="gemini-2.5-flash",
        prompt_name="generate",
        prompt_version=1,
        prompt_hash="abc",
        question="q",
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
    entry = make_entry(run_id=run.id, trace_id=run.trace_id)
    work.calls.open(entry)
    work.calls.close(entry.id, make_completion(), finished_at=NOW)
