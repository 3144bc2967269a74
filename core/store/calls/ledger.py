"""The port of the paid-call ledger on the database: each step is committed to disk before the next thing happens.

It is the one door to a paid call: money, places and tokens are asked for in the transaction that writes it down.
"""

from datetime import datetime, timedelta

from core.errors import ModelFault
from core.ports import Completion, LedgerEntry
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
"""Faults with which only the maker itself answers, and only one whose key it accepts. The others may come from a proxy
in between, or from a maker that looked at the request before it looked at the key."""
KEY_CHECK_INTERVAL = timedelta(seconds=10)
"""How often an answer ends the alert about a model's key: a query each time would be one too many."""


class SqlCallLedger:
    """Implements core.ports.CallLedger; every method is one short transaction of its own."""

    def __init__(self, database: Database, limits: CallLimits = NO_LIMITS) -> None:
        self._database = database
        self._limits = limits
        self._accepted: dict[str, datetime] = {}
        """When an answer of each model was last taken as a sign that its key is good."""

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
        if refusal is not None:  # after the commit, which keeps the count of refused calls
            raise refusal

    def close(self, entry_id: str, completion: Completion, *, finished_at: datetime) -> None:
        # It has been paid for: a database that is busy or away for a moment must not make it lost.
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
        with (
            self._database.begin() as work
        ):  # nothing was paid, so it need not have reached the disk
            work.calls.record_hit(entry, completion, finished_at=finished_at)
            if key is not None:
                work.responses.mark_used(key, now=finished_at)

    def _record_key_accepted(self, work: UnitOfWork, model: str, now: datetime) -> None:
        last = self._accepted.get(model)
        if last is None or now - last >= KEY_CHECK_INTERVAL:
            self._accepted[model] = now
            work.alerts.resolve(key_refused_alert_key(model), now=now)


def settle_expired_calls(work: UnitOfWork, now: datetime) -> int:
    """Put an end to what time has run out on; return how many calls are in doubt by it.

    Calls whose time is over and that nobody closed may have been paid for: a chat or a test whose worker died. What an
    alert says of a budget is over with its day.
    """
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    work.alerts.resolve_older(
        (AlertKind.BUDGET_WARNING, AlertKind.BUDGET_SPENT), than=today, now=now
    )
    return work.calls.mark_expired_in_doubt(now)
