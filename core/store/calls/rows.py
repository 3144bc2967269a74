"""Convert calls and completions to ledger rows and back."""

from core.call_ledger import LedgerEntry
from core.ports import Completion, Cost, Usage
from core.store.budgets.store import BudgetChange
from core.store.budgets.values import usd_to_nano
from core.store.calls.values import CallStatus
from core.store.database.rows import Row
from core.store.database.text_codec import compress_text, decompress_text


def in_flight_row(entry: LedgerEntry, *, reserved: int = 0) -> Row:
    """Return the row of a call before it is made."""
    return {
        "id": entry.id,
        "status": CallStatus.IN_FLIGHT,
        "trace_id": entry.trace_id,
        "run_id": entry.run_id,
        "stage": entry.stage,
        "purpose": entry.purpose,
        "provider": entry.provider,
        "model": entry.model,
        "prompt_name": entry.prompt_name,
        "prompt_version": entry.prompt_version,
        "prompt_hash": entry.prompt_hash,
        "attempt": entry.attempt,
        "question": entry.request_hash,
        "started_at": entry.started_at,
        "expires_at": entry.expires_at,
        "day": entry.started_at.date(),
        "user_id": entry.user_id,
        "goal_id": entry.goal_id,
        "tier": entry.tier,
        "reserved_nano_usd": reserved,
        "ceiling_tokens": entry.max_tokens,
        "cache_hit": False,
        "input_tokens": 0,
        "output_tokens": 0,
        "thinking_tokens": 0,
        "cached_tokens": 0,
        "tokens_estimated": False,
    }


def reply_columns(completion: Completion) -> Row:
    """Return the columns of a reply."""
    return {
        "reply": compress_text(completion.text),
        "answered_by": completion.model,
        "finish_reason": completion.finish_reason,
        "cache_hit": completion.cache_hit,
        "input_tokens": completion.usage.input_tokens,
        "output_tokens": completion.usage.output_tokens,
        "thinking_tokens": completion.usage.thinking_tokens,
        "cached_tokens": completion.usage.cached_tokens,
        "tokens_estimated": completion.usage.estimated,
        "cost_usd": completion.cost.usd,
        "price_version": completion.cost.price_version,
    }


def to_completion(row: Row) -> Completion:
    """Return the completion in a row."""
    return Completion(
        text=decompress_text(row["reply"]),
        model=row["answered_by"],
        provider=row["provider"],
        usage=Usage(
            input_tokens=row["input_tokens"],
            output_tokens=row["output_tokens"],
            thinking_tokens=row["thinking_tokens"],
            cached_tokens=row["cached_tokens"],
            estimated=row["tokens_estimated"],
        ),
        cost=Cost(usd=row["cost_usd"], price_version=row["price_version"]),
        finish_reason=row["finish_reason"],
        cache_hit=row["cache_hit"],
        replayed=True,
        call_id=row["id"],
    )


def budget_change(before: Row, after: Row) -> BudgetChange:
    """Return the change of the budgets if a call goes from one state to another."""
    was, now = _spent_and_reserved(before), _spent_and_reserved(after)
    return BudgetChange(
        day=after["day"], tier=after["tier"], spent=now[0] - was[0], reserved=now[1] - was[1]
    )


def _spent_and_reserved(row: Row) -> tuple[int, int]:
    """Return what a call has spent of the budget, and what is reserved for it."""
    if row["status"] == CallStatus.IN_FLIGHT:
        return 0, row["reserved_nano_usd"]
    if row["status"] == CallStatus.IN_DOUBT:
        return row["reserved_nano_usd"], 0  # it may have been billed, so it counts as spent
    return usd_to_nano(row["cost_usd"]), 0
