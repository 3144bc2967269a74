"""Every paid call is on disk before it is made, and its reply before it is parsed."""

import pytest
from sqlalchemy import select

from core.call_ledger import CallLedger
from core.errors import NotFound
from core.ports import Completion, Cost
from core.store.calls.ledger import SqlCallLedger
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from tests.fakes import NOW
from tests.integration.store.paid import find_reply, make_completion, make_entry


def rows(database: Database) -> list[Row]:
    with database.read() as connection:
        return fetch_all(connection, select(llm_calls))


def test_a_call_is_in_flight_before_it_is_made(database: Database) -> None:
    ledger: CallLedger = SqlCallLedger(database)
    entry = make_entry()

    ledger.open(entry)

    (row,) = rows(database)
    assert (row["id"], row["status"], row["model"], row["purpose"]) == (
        entry.id,
        CallStatus.IN_FLIGHT,
        "gemini-3.8-flash",
        "generate",
    )


def test_the_raw_reply_is_stored_with_its_cost(database: Database) -> None:
    ledger = SqlCallLedger(database)
    entry = make_entry()
    reply = "not json \x00 \ud800 at all" * 100
    ledger.open(entry)

    ledger.close(entry.id, make_completion(reply), finished_at=NOW)

    (row,) = rows(database)
    assert row["status"] == CallStatus.DONE
    assert (
        row["input_tokens"],
        row["output_tokens"],
        row["thinking_tokens"],
        row["cached_tokens"],
    ) == (10, 20, 5, 2)
    assert (row["cost_usd"], row["price_version"], row["answered_by"]) == (
        0.5,
        "2027-01-01",
        "gemini-2.5-flash-001",
    )
    assert len(row["reply"]) < len(reply) / 10
    with database.begin() as work:
        assert find_reply(work, entry.id) == reply


def test_an_unknown_price_is_not_free(database: Database) -> None:
    ledger = SqlCallLedger(database)
    entry = make_entry()
    ledger.open(entry)

    unpriced = Completion(
        text="{}", model="new", provider="google", cost=Cost(usd=None, price_version="2027-01-01")
    )
    ledger.close(entry.id, unpriced, finished_at=NOW)

    (row,) = rows(database)
    assert row["cost_usd"] is None


def test_a_failed_call_stores_its_fault_and_its_cost(database: Database) -> None:
    ledger = SqlCallLedger(database)
    free, billed = make_entry(), make_entry()
    for entry in (free, billed):
        ledger.open(entry)

    ledger.fail(free.id, fault="timeout", message="No answer in 60 s.", finished_at=NOW)
    ledger.fail(
        billed.id,
        fault="truncated",
        message="Cut.",
        finished_at=NOW,
        completion=make_completion('{"a'),
    )

    found = {row["id"]: row for row in rows(database)}
    assert (found[free.id]["status"], found[free.id]["fault"], found[free.id]["cost_usd"]) == (
        CallStatus.FAILED,
        "timeout",
        None,
    )
    assert (found[billed.id]["message"], found[billed.id]["cost_usd"]) == ("Cut.", 0.5)
    with database.begin() as work:
        assert find_reply(work, billed.id) == '{"a'
        assert find_reply(work, free.id) is None


def test_a_call_that_was_never_opened_cannot_be_closed(database: Database) -> None:
    with pytest.raises(NotFound):
        SqlCallLedger(database).close(make_entry().id, make_completion(), finished_at=NOW)


def test_a_cache_hit_costs_nothing(database: Database) -> None:
    ledger = SqlCallLedger(database)

    ledger.record_hit(make_entry(), make_completion(), finished_at=NOW)

    (row,) = rows(database)
    assert (row["status"], row["cache_hit"], row["cost_usd"], row["output_tokens"]) == (
        CallStatus.DONE,
        True,
        0.0,
        0,
    )
