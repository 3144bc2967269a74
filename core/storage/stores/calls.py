"""The ledger of paid calls: a row before each call, closed the moment the reply is here."""

import zlib
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select, update

from core.errors import NotFound
from core.ports import Completion, Cost, LedgerEntry, Usage
from core.storage.rows import Row, fetch_one
from core.storage.tables import llm_calls


class CallStatus(StrEnum):
    """How a call stands; `in_doubt` is one whose worker died before the reply was committed."""

    IN_FLIGHT = "in_flight"
    DONE = "done"
    FAILED = "failed"
    IN_DOUBT = "in_doubt"


class CallStore:
    """Writes ledger rows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, entry: LedgerEntry) -> None:
        """Write the in-flight row."""
        self._connection.execute(llm_calls.insert(), _in_flight(entry))

    def record_hit(self, entry: LedgerEntry, completion: Completion, *, finished_at: datetime) -> None:
        """Write a question that a kept reply answered: no tokens were used, and nothing was paid."""
        kept = replace(completion, usage=Usage(), cost=replace(completion.cost, usd=0.0), cache_hit=True)
        done = {"status": CallStatus.DONE, "finished_at": finished_at} | _billed(kept)
        self._connection.execute(llm_calls.insert(), _in_flight(entry) | done)

    def close(self, entry_id: str, completion: Completion, *, finished_at: datetime) -> None:
        """Write the raw reply with its usage and cost. Raises NotFound where the call was never opened."""
        self._change(entry_id, {"status": CallStatus.DONE, "finished_at": finished_at} | _billed(completion))

    def fail(
        self, entry_id: str, *, fault: str, message: str, finished_at: datetime, completion: Completion | None = None
    ) -> None:
        """Write how the call failed. Raises NotFound where the call was never opened."""
        changes = {"status": CallStatus.FAILED, "finished_at": finished_at, "fault": fault, "message": message}
        self._change(entry_id, changes | (_billed(completion) if completion is not None else {}))

    def mark_in_doubt(self, run_id: str) -> int:
        """Mark a dead worker's calls that never came back; return how many there were."""
        in_flight = (llm_calls.c.run_id == run_id) & (llm_calls.c.status == CallStatus.IN_FLIGHT)
        return self._connection.execute(update(llm_calls).where(in_flight).values(status=CallStatus.IN_DOUBT)).rowcount

    def recall(self, *, run_id: str, question: str) -> Completion | None:
        """Return the reply that this question of this run has had, None where it never came back."""
        asked = (llm_calls.c.run_id == run_id) & (llm_calls.c.question == question)
        query = select(llm_calls).where(asked, llm_calls.c.status == CallStatus.DONE).limit(1)
        row = fetch_one(self._connection, query)
        return None if row is None or row["reply"] is None else _completion(row)

    def find_reply(self, entry_id: str) -> str | None:
        """Return the raw reply of a call, or None where there is none."""
        packed = self._connection.execute(select(llm_calls.c.reply).where(llm_calls.c.id == entry_id)).scalar()
        return None if packed is None else zlib.decompress(packed).decode("utf-8", "surrogatepass")

    def _change(self, entry_id: str, values: Row) -> None:
        if self._connection.execute(update(llm_calls).where(llm_calls.c.id == entry_id).values(values)).rowcount == 0:
            raise NotFound("This call is not in the ledger.")


def _in_flight(entry: LedgerEntry) -> Row:
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
        "question": entry.question,
        "started_at": entry.started_at,
        "expires_at": entry.expires_at,
        "day": entry.started_at.date(),
        "user_id": entry.user_id,
        "goal_id": entry.goal_id,
        "tier": entry.tier,
        "ceiling_tokens": entry.ceiling_tokens,
        "cache_hit": False,
        "input_tokens": 0,
        "output_tokens": 0,
        "thinking_tokens": 0,
        "cached_tokens": 0,
        "tokens_estimated": False,
    }


def _completion(row: Row) -> Completion:
    return Completion(
        text=zlib.decompress(row["reply"]).decode("utf-8", "surrogatepass"),
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
        recalled=True,
    )


def _billed(completion: Completion) -> Row:
    return {
        "reply": zlib.compress(completion.text.encode("utf-8", "surrogatepass")),
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
