"""The port of the ledger, which records every paid call."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.ports import Completion, Purpose, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A paid call before it is made."""

    id: str
    trace_id: str | None
    run_id: str | None
    stage: str | None
    purpose: Purpose
    provider: str
    model: str
    prompt_name: str
    prompt_version: int
    prompt_hash: str
    attempt: int
    request_hash: str
    """Hash of the whole request, by which a resumed run finds its stored reply."""
    started_at: datetime
    expires_at: datetime | None = None
    """After this time a call that is still in flight belongs to a dead worker."""
    user_id: str | None = None
    goal_id: str | None = None
    tier: Tier = Tier.BASIC
    max_cost_usd: float | None = None
    """The most this call can cost, reserved from the budget; None if the price is unknown."""
    min_cost_usd: float | None = None
    """The most it can cost with the smallest sensible output token limit; None if there is none."""
    max_tokens: int = 0
    """The most tokens it can take, input and output together, for the limit per minute."""


class CallLedger(Protocol):
    """Records paid calls before they are made and as soon as they end."""

    def replay(self, entry: LedgerEntry) -> Completion | None:
        """Return the reply already stored for this request of this run, or None."""
        ...

    def open(self, entry: LedgerEntry) -> None:
        """Commit an entry in flight; after a crash it shows a call that may have been paid for."""
        ...

    def close(self, entry_id: str, completion: Completion, *, finished_at: datetime) -> None:
        """Commit the raw reply, usage and cost, before it is parsed."""
        ...

    def fail(
        self,
        entry_id: str,
        *,
        fault: str,
        message: str,
        finished_at: datetime,
        completion: Completion | None = None,
    ) -> None:
        """Commit the failure of a call, with its `completion` if it was billed."""
        ...

    def record_hit(
        self,
        entry: LedgerEntry,
        completion: Completion,
        *,
        finished_at: datetime,
        key: str | None = None,
    ) -> None:
        """Record a request that the cached response under `key` answered, at no cost."""
        ...
