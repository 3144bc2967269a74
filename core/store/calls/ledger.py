"""The paid-call ledger on the database. Each step is committed to disk before the next one.

Every paid call passes it: budget, concurrency and tokens are checked in the transaction that writes
the call.
"""

from datetime import datetime, timedelta

from core.call_ledger import LedgerEntry
from core.errors import ModelFault
from core.ports import Completion
from core.store.alerts.values import AlertKind
from core.store.budgets.budget_alerts import key_refused, key_refused_alert_key
from core.store.budgets.values import CallLimits
from core.store.calls.admission import add_budget_warnings, admit
from core.store.calls.store import CallStore
from core.store.database.engine import Database
from core.store.database.retry import retry_while_unavailable
from core.store.unit_of_work import UnitOfWork

NO_LIMITS = CallLimits()
KEY_ACCEPTED_FAULTS = frozenset(
    {
        ModelFault.RATE_LIMITED,
        ModelFault.BLOCKED,
        ModelFault.TRUNCATED,
        ModelFault.INVALID,
        ModelFault.EMPTY,
    }
)
"""Faults that only the provider itself reports, after it accepted the key.

The others may come from a proxy, or from a provider that checks the request before the key.
"""
KEY_CHECK_INTERVAL = timedelta(seconds=10)
"""How often a reply resolves the alert about a model's key, to save a query for most replies."""


class SqlCallLedger:
    """Implements core.call_ledger.CallLedger; every method is one short transaction."""

    def __init__(self, database: Database, limits: CallLimits = NO_LIMITS) -> None:
        self._database = database
        self._limits = limits
        self._accepted: dict[str, datetime] = {}
        """When a reply of each model last resolved the alert about its key."""

    def replay(self, entry: LedgerEntry) -> Completion | None:
        if entry.run_id is None:
            return None
        with self._database.read() as connection:
            return CallStore(connection).find_completion(
                run_id=entry.run_id, question=entry.request_hash
            )

    def open(self, entry: LedgerEntry) -> None:
        with self._database.begin_durable() as work:
            refusal = admit(work, entry, self._limits)
        if refusal is not None:  # after the commit, which saves the count of rejected calls
            raise refusal

    def close(self, entry_id: str, completion: Completion, *, finished_at: datetime) -> None:
        # It has been paid for, so it must not be lost while the database is unavailable.
        retry_while_unavailable(lambda: self._close(entry_id, completion, finished_at))

    def _close(self, entry_id: str, completion: Completion, finished_at: datetime) -> None:
        with self._database.begin_durable() as work:
            model = work.calls.close(entry_id, completion, finished_at=finished_at)
            add_budget_warnings(work, finished_at.date(), self._limits, now=finished_at)
            self._record_key_accepted(work, model, finished_at)

    def fail(
        self,
        entry_id: str,
        *,
        fault: str,
        message: str,
        finished_at: datetime,
        completion: Completion | None = None,
    ) -> None:
        with self._database.begin_durable() as work:
            model = work.calls.fail(
                entry_id,
                fault=fault,
                message=message,
                finished_at=finished_at,
                completion=completion,
            )
            add_budget_warnings(work, finished_at.date(), self._limits, now=finished_at)
            if fault == ModelFault.AUTH:
                self._accepted.pop(model, None)
                work.alerts.add(key_refused(model), now=finished_at)
            elif fault in KEY_ACCEPTED_FAULTS or completion is not None:
                self._record_key_accepted(work, model, finished_at)

    def record_hit(
        self,
        entry: LedgerEntry,
        completion: Completion,
        *,
        finished_at: datetime,
        key: str | None = None,
    ) -> None:
        with self._database.begin() as work:  # nothing was paid, so the commit need not be durable
            work.calls.record_hit(entry, completion, finished_at=finished_at)
            if key is not None:
                work.responses.mark_used(key, now=finished_at)

    def _record_key_accepted(self, work: UnitOfWork, model: str, now: datetime) -> None:
        last = self._accepted.get(model)
        if last is None or now - last >= KEY_CHECK_INTERVAL:
            self._accepted[model] = now
            work.alerts.resolve(key_refused_alert_key(model), now=now)


def settle_expired_calls(work: UnitOfWork, now: datetime) -> int:
    """Mark expired calls in doubt and resolve budget alerts of past days; return how many calls.

    An expired call may have been billed: a chat or a test whose worker died.
    """
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    work.alerts.resolve_older(
        (AlertKind.BUDGET_WARNING, AlertKind.BUDGET_SPENT), than=today, now=now
    )
    return work.calls.mark_expired_in_doubt(now)
