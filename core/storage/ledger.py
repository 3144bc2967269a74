"""The port of the paid-call ledger on the database: each step is committed to disk before the next thing happens."""

from datetime import datetime

from core.ports import Completion, LedgerEntry
from core.storage.engine import Database
from core.storage.stores.calls import CallStore


class SqlCallLedger:
    """Implements core.ports.CallLedger; every method is one short transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recall(self, entry: LedgerEntry) -> Completion | None:
        if entry.run_id is None:
            return None
        with self._database.read() as connection:
            return CallStore(connection).recall(run_id=entry.run_id, question=entry.question)

    def open(self, entry: LedgerEntry) -> None:
        with self._database.begin_careful() as work:
            work.calls.open(entry)

    def close(self, entry_id: str, completion: Completion, *, finished_at: datetime) -> None:
        with self._database.begin_careful() as work:
            work.calls.close(entry_id, completion, finished_at=finished_at)

    def fail(
        self, entry_id: str, *, fault: str, message: str, finished_at: datetime, completion: Completion | None = None
    ) -> None:
        with self._database.begin_careful() as work:
            work.calls.fail(entry_id, fault=fault, message=message, finished_at=finished_at, completion=completion)

    def record_hit(
        self, entry: LedgerEntry, completion: Completion, *, finished_at: datetime, key: str | None = None
    ) -> None:
        with self._database.begin() as work:  # nothing was paid, so it need not have reached the disk
            work.calls.record_hit(entry, completion, finished_at=finished_at)
            if key is not None:
                work.responses.mark_used(key, now=finished_at)
