"""Store the ledger of paid calls: a row before each call, completed when its reply arrives.

Every change of a row changes the budgets and the rollups too, in the same transaction and in this
order.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    case,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from core.call_ledger import LedgerEntry
from core.errors import NotFound
from core.ports import Completion, Usage
from core.store.budgets.store import BudgetChange, BudgetStore
from core.store.calls.rows import (
    budget_change,
    in_flight_row,
    reply_columns,
    to_completion,
)
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.database.rows import Row, fetch_one
from core.store.database.upsert import insert_rows
from core.store.rollups.incremental import update_rollups

MINUTE = timedelta(seconds=60)

_COUNTED_COLUMNS = [
    column for column in llm_calls.columns if column.name not in {"reply", "message", "question"}
]
"""The columns that budgets and rollups need; the reply is not loaded."""

_IN_FLIGHT = llm_calls.c.status == CallStatus.IN_FLIGHT
_BY_ID = llm_calls.c.id == bindparam("of_call")

_ANSWERED = (
    select(llm_calls)
    .where(
        llm_calls.c.run_id == bindparam("of_run"),
        llm_calls.c.question == bindparam("asked"),
        llm_calls.c.status == CallStatus.DONE,
    )
    .limit(1)
)

_LOCK_PROVIDER = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
_COUNT_IN_FLIGHT = select(func.count()).where(
    _IN_FLIGHT,
    llm_calls.c.provider == bindparam("at"),
    llm_calls.c.expires_at > bindparam("moment"),
)
_TOKENS = case(
    (
        llm_calls.c.status.in_([CallStatus.IN_FLIGHT, CallStatus.IN_DOUBT]),
        llm_calls.c.ceiling_tokens,
    ),
    else_=llm_calls.c.input_tokens + llm_calls.c.output_tokens + llm_calls.c.thinking_tokens,
)
_SUM_TOKENS = select(func.coalesce(func.sum(_TOKENS), 0)).where(
    llm_calls.c.provider == bindparam("at"), llm_calls.c.started_at > bindparam("moment")
)


@cache
def _settle_statement(
    names: tuple[str, ...], *, in_flight: bool
) -> ReturningUpdate[tuple[Any, ...]]:
    """Return the update of these columns, built once: building costs more than running it."""
    which = (_BY_ID, _IN_FLIGHT) if in_flight else (_BY_ID,)
    return (
        update(llm_calls)
        .where(*which)
        .values({name: bindparam(name) for name in names})
        .returning(*_COUNTED_COLUMNS)
    )


class CallStore:
    """Writes ledger rows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._budgets = BudgetStore(connection)

    def lock_provider(self, provider: str) -> None:
        """Lock a provider against new calls of other workers until the transaction ends.

        On SQLite writing transactions are serial already.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_LOCK_PROVIDER, {"key": f"rein calls at {provider}"})

    def count_in_flight(self, provider: str, *, now: datetime) -> int:
        """Return the number of calls in flight at a provider, without expired ones."""
        return self._connection.execute(
            _COUNT_IN_FLIGHT, {"at": provider, "moment": now}
        ).scalar_one()

    def sum_tokens(self, provider: str, *, now: datetime) -> int:
        """Return a provider's tokens in the last minute; calls in flight count their maximum."""
        return int(
            self._connection.execute(
                _SUM_TOKENS, {"at": provider, "moment": now - MINUTE}
            ).scalar_one()
        )

    def open(self, entry: LedgerEntry, *, reserved: int = 0) -> None:
        """Write the in-flight row and reserve its nano dollars in the budgets."""
        row = in_flight_row(entry, reserved=reserved)
        self._budgets.apply([BudgetChange(day=row["day"], tier=entry.tier, reserved=reserved)])
        insert_rows(self._connection, llm_calls, [row])

    def close(self, entry_id: str, completion: Completion, *, finished_at: datetime) -> str:
        """Write the raw reply, usage and cost; return the model. Raises NotFound if not opened."""
        return self._settle(
            entry_id,
            {"status": CallStatus.DONE, "finished_at": finished_at} | reply_columns(completion),
        )

    def fail(
        self,
        entry_id: str,
        *,
        fault: str,
        message: str,
        finished_at: datetime,
        completion: Completion | None = None,
    ) -> str:
        """Write how the call failed; return the model. Raises NotFound if it was not opened."""
        changes = {
            "status": CallStatus.FAILED,
            "finished_at": finished_at,
            "fault": fault,
            "message": message,
        }
        return self._settle(
            entry_id, changes | (reply_columns(completion) if completion is not None else {})
        )

    def record_hit(
        self, entry: LedgerEntry, completion: Completion, *, finished_at: datetime
    ) -> None:
        """Write a call that the response cache answered: no tokens were used, nothing was paid."""
        free = replace(
            completion, usage=Usage(), cost=replace(completion.cost, usd=0.0), cache_hit=True
        )
        row = (
            in_flight_row(entry)
            | {"status": CallStatus.DONE, "finished_at": finished_at}
            | reply_columns(free)
        )
        self._connection.execute(llm_calls.insert(), row)
        update_rollups(self._connection, llm_calls, new=[row])

    def mark_in_doubt(self, run_id: str) -> int:
        """Mark the calls in flight of a dead worker's run as in doubt; return how many."""
        return self._mark_in_doubt(llm_calls.c.run_id == run_id)

    def mark_expired_in_doubt(self, now: datetime) -> int:
        """Mark the expired calls in flight as in doubt; return how many."""
        return self._mark_in_doubt(llm_calls.c.expires_at <= now)

    def erase(self, which: ColumnElement[bool]) -> None:
        """Delete calls and their share of the rollups; what they spent of a budget stays spent."""
        gone = self._connection.execute(delete(llm_calls).where(which).returning(*_COUNTED_COLUMNS))
        update_rollups(self._connection, llm_calls, old=[dict(row) for row in gone.mappings()])

    def forget_words(self, *, run_id: str) -> None:
        """Remove what was replied in a run; what it cost stays."""
        of_run = update(llm_calls).where(llm_calls.c.run_id == run_id)
        self._connection.execute(of_run.values(reply=None, message=None))

    def find_completion(self, *, run_id: str, question: str) -> Completion | None:
        """Return the reply to this request in this run, or None."""
        row = fetch_one(self._connection, _ANSWERED, {"of_run": run_id, "asked": question})
        return None if row is None or row["reply"] is None else to_completion(row)

    def _settle(self, entry_id: str, values: Row) -> str:
        key = {"of_call": entry_id}
        settled = self._connection.execute(
            _settle_statement(tuple(values), in_flight=True), values | key
        )
        row = settled.mappings().one_or_none()
        if row is not None:
            before = dict(row) | {"status": CallStatus.IN_FLIGHT}
        else:  # its worker was considered dead, but still delivers a reply
            found = fetch_one(
                self._connection, select(*_COUNTED_COLUMNS).where(_BY_ID).with_for_update(), key
            )
            if found is None:
                raise NotFound("This call is not in the ledger.")
            before = found
            changed = self._connection.execute(
                _settle_statement(tuple(values), in_flight=False), values | key
            )
            row = changed.mappings().one()
        after = dict(row)
        self._budgets.apply([budget_change(before, after)])
        update_rollups(self._connection, llm_calls, new=[after], old=[before])
        return f"{after['provider']}/{after['model']}"

    def _mark_in_doubt(self, which: ColumnElement[bool]) -> int:
        change = (
            update(llm_calls)
            .where(which, _IN_FLIGHT)
            .values(status=CallStatus.IN_DOUBT)
            .returning(*_COUNTED_COLUMNS)
        )
        rows = [dict(row) for row in self._connection.execute(change).mappings()]
        self._budgets.apply(
            [budget_change(row | {"status": CallStatus.IN_FLIGHT}, row) for row in rows]
        )
        update_rollups(self._connection, llm_calls, new=rows)
        return len(rows)
