"""Budgets are never exceeded, and reserved and spent money adds up to the last nano dollar."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.call_ledger import LedgerEntry
from core.errors import CallRejected, ModelFault
from core.ids import new_id
from core.ports import Cost, Tier
from core.store.alerts.read import list_open_alerts
from core.store.alerts.values import AlertKind, AlertLevel
from core.store.budgets.tables import budget_days
from core.store.budgets.values import CallLimits, usd_to_nano
from core.store.calls.ledger import SqlCallLedger, settle_expired_calls
from core.store.calls.tables import llm_calls
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from tests.fakes import NOW
from tests.integration.store.paid import make_completion, make_entry
from tests.integration.store.spending import spend

CALLERS = 200
TODAY = NOW.date()


def entry_for(ceiling_usd: float | None, **changes: object) -> LedgerEntry:
    values: dict[str, Any] = {"id": new_id(), "max_cost_usd": ceiling_usd} | changes
    return replace(make_entry(), **values)


def costing(usd: float | None) -> Callable[[SqlCallLedger, LedgerEntry], None]:
    def close(ledger: SqlCallLedger, entry: LedgerEntry) -> None:
        completion = replace(make_completion(), cost=Cost(usd=usd, price_version="v"))
        ledger.close(entry.id, completion, finished_at=entry.started_at)

    return close


def budgets(database: Database, day: date = TODAY) -> dict[str, Row]:
    with database.read() as connection:
        rows = fetch_all(connection, select(budget_days).where(budget_days.c.day == day))
    return {row["scope"]: row for row in rows}


def kept(database: Database, scope: str = "all") -> tuple[int, int]:
    row = budgets(database)[scope]
    return row["spent_nano_usd"], row["reserved_nano_usd"]


def is_refused(ledger: SqlCallLedger, entry: LedgerEntry) -> bool:
    try:
        ledger.open(entry)
    except CallRejected as refusal:
        return refusal.fault is ModelFault.BUDGET
    return False


def test_the_maximum_cost_of_a_call_is_reserved_until_it_ends(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 1.0}))
    entry = entry_for(0.3)

    ledger.open(entry)
    while_under_way = kept(database)
    costing(0.1)(ledger, entry)

    assert while_under_way == (0, usd_to_nano(0.3))
    assert kept(database) == kept(database, "tier:basic") == (usd_to_nano(0.1), 0)


def test_a_call_that_may_exceed_the_budget_is_rejected_and_counted(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 1.0}))
    ledger.open(entry_for(0.7))

    with pytest.raises(
        CallRejected, match="too little is left of today's budget for models"
    ) as caught:
        ledger.open(entry_for(0.300_000_001))
    ledger.open(entry_for(0.3))

    assert caught.value.fault is ModelFault.BUDGET
    assert "REIN_BUDGET_USD_PER_DAY" in caught.value.advice
    assert "the call may cost $0.3001, $0.30 is left" in caught.value.advice
    assert budgets(database)["all"]["refused"] == 1
    with database.read() as connection:
        assert len(fetch_all(connection, select(llm_calls.c.id))) == 2


def test_a_tier_has_its_own_budget(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 9.0, "tier:basic": 0.1}))
    ledger.open(entry_for(0.1))

    assert is_refused(ledger, entry_for(0.1))
    assert not is_refused(ledger, entry_for(0.1, tier=Tier.PREMIUM))
    assert {scope: row["refused"] for scope, row in budgets(database).items()} == {
        "all": 0,
        "tier:basic": 1,
        "tier:premium": 0,
    }


def test_a_new_day_has_a_new_budget(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 0.1}))
    ledger.open(entry_for(0.1))

    assert is_refused(ledger, entry_for(0.1))
    assert not is_refused(ledger, entry_for(0.1, started_at=NOW + timedelta(days=1)))


def test_a_call_without_a_known_price_counts_against_no_budget(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 0.0}))
    entry = entry_for(None)

    ledger.open(entry)
    costing(None)(ledger, entry)

    assert is_refused(ledger, entry_for(0.001))
    assert kept(database) == (0, 0)


def test_a_limit_set_during_the_day_counts_earlier_spending(database: Database) -> None:
    entry = entry_for(0.3)
    free = SqlCallLedger(database)
    free.open(entry)
    costing(0.3)(free, entry)

    assert is_refused(SqlCallLedger(database, CallLimits(budgets_usd={"all": 0.4})), entry_for(0.2))


def test_a_call_in_doubt_counts_as_spent_until_its_reply_arrives(
    database: Database,
) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 1.0}))
    entry = entry_for(0.3, run_id="a run")
    ledger.open(entry)

    with database.begin() as work:
        assert work.calls.mark_in_doubt("a run") == 1
    in_doubt = kept(database)
    costing(0.1)(ledger, entry)

    assert in_doubt == (usd_to_nano(0.3), 0)
    assert kept(database) == (usd_to_nano(0.1), 0)


def test_an_expired_call_without_a_run_is_in_doubt(
    database: Database,
) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 1.0}))
    late, young = (entry_for(0.1, expires_at=NOW + timedelta(seconds=s)) for s in (60, 120))
    ledger.open(late)
    ledger.open(young)

    with database.begin() as work:
        assert settle_expired_calls(work, NOW + timedelta(seconds=60)) == 1

    with database.read() as connection:
        found = {row["id"]: row["status"] for row in fetch_all(connection, select(llm_calls))}
    assert found == {late.id: "in_doubt", young.id: "in_flight"}
    assert kept(database) == (usd_to_nano(0.1), usd_to_nano(0.1))


def test_a_nearly_spent_budget_is_one_warning_and_a_spent_one_an_error(
    database: Database,
) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 1.0}))

    def pay(usd: float) -> list[tuple[str, int]]:
        entry = entry_for(usd)
        if not is_refused(ledger, entry):
            costing(usd)(ledger, entry)
        return [(str(alert.kind), alert.times) for alert in list_open_alerts(database)]

    assert pay(0.79) == []
    assert pay(0.01) == [("budget_warning", 1)]
    (warned,) = list_open_alerts(database)
    assert warned.message == (
        "80 % of the models' budget for Mon 4 Jan is used: $0.79 of $1.00 is spent, "
        "$0.01 is reserved for calls in progress."
    )
    assert pay(0.19) == [("budget_warning", 1)]
    assert pay(0.2) == [("budget_spent", 1)], "one fact at a time"
    assert pay(0.2) == [("budget_spent", 2)]
    (spent,) = list_open_alerts(database)
    assert spent.level is AlertLevel.ERROR
    assert spent.message == "The models' budget for Mon 4 Jan is spent: $0.99 of $1.00 is spent."


def test_a_budget_too_small_for_a_call_is_not_spent(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 0.02}))
    entry = entry_for(0.008)
    ledger.open(entry)
    costing(0.008)(ledger, entry)
    assert list_open_alerts(database) == ()

    for times in (1, 2):
        with pytest.raises(CallRejected) as caught:
            ledger.open(entry_for(0.017))
        (alert,) = list_open_alerts(database)
        assert "spent." not in caught.value.message
        assert (alert.kind, alert.level, alert.times) == (
            AlertKind.BUDGET_WARNING,
            AlertLevel.WARNING,
            times,
        )
    assert alert.message == (
        "Too little is left of the models' budget for Mon 4 Jan to make every call: "
        "the call may cost $0.0170, $0.0120 is left; $0.0080 of $0.02 is spent."
    )


def test_reserved_money_is_not_spent_but_raises_a_warning(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 1.0}))
    ledger.open(entry_for(0.5))
    assert list_open_alerts(database) == ()
    ledger.open(entry_for(0.5))

    (alert,) = list_open_alerts(database)
    assert (alert.kind, alert.times) == (AlertKind.BUDGET_WARNING, 1)
    assert "100 % of the models' budget" in alert.message
    assert "$0.00 of $1.00 is spent, $1.00 is reserved for calls in progress" in alert.message
    with pytest.raises(CallRejected, match="too little is left"):
        ledger.open(entry_for(0.1))


def test_the_last_percent_counts_as_spent(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 1.0}))
    entry = entry_for(0.99)
    ledger.open(entry)
    costing(0.99)(ledger, entry)

    with pytest.raises(CallRejected, match="today's budget for models is spent"):
        ledger.open(entry_for(0.011))


def test_a_budget_alert_is_resolved_on_the_next_day(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 0.0}))
    assert is_refused(ledger, entry_for(0.2))

    with database.begin() as work:
        settle_expired_calls(work, NOW)
    assert [alert.kind for alert in list_open_alerts(database)] == [AlertKind.BUDGET_SPENT]
    with database.begin() as work:
        settle_expired_calls(work, NOW + timedelta(days=1))
    assert list_open_alerts(database) == ()


@dataclass(slots=True)
class Book:
    """A bookkeeper in memory, to whom the database is compared."""

    limit: int
    tier_limit: int
    spent: dict[str, int] = field(
        default_factory=lambda: {"all": 0, "tier:basic": 0, "tier:premium": 0}
    )
    reserved: dict[str, int] = field(
        default_factory=lambda: {"all": 0, "tier:basic": 0, "tier:premium": 0}
    )

    def fits(self, nano: int, tier: Tier) -> bool:
        free = self.limit - self.spent["all"] - self.reserved["all"]
        basic = self.tier_limit - self.spent["tier:basic"] - self.reserved["tier:basic"]
        return nano <= free and (tier is not Tier.BASIC or nano <= basic)

    def add(self, tier: Tier, *, spent: int = 0, reserved: int = 0) -> None:
        for scope in ("all", f"tier:{tier}"):
            self.spent[scope] += spent
            self.reserved[scope] += reserved


nanos = st.integers(0, 400_000_000)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("open"), nanos, st.sampled_from([Tier.BASIC, Tier.PREMIUM])),
        st.tuples(
            st.sampled_from(["close", "fail", "fail_billed", "crash"]),
            st.integers(0, 20),
            st.floats(0, 1),
        ),
    ),
    max_size=40,
)
days = count()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps, limit=st.integers(0, 2_000_000_000), tier_limit=st.integers(0, 1_000_000_000))
def test_any_sequence_of_calls_respects_the_budget_and_adds_up(
    database: Database, steps: list[tuple[str, int, object]], limit: int, tier_limit: int
) -> None:
    started_at = NOW + timedelta(days=next(days))
    ledger = SqlCallLedger(
        database, CallLimits(budgets_usd={"all": limit / 1e9, "tier:basic": tier_limit / 1e9})
    )
    book, under_way, crashed = Book(limit, tier_limit), list[LedgerEntry](), list[LedgerEntry]()
    for step, number, what in steps:
        if step == "open":
            assert isinstance(what, Tier)
            entry = entry_for(number / 1e9, tier=what, started_at=started_at, run_id=new_id())
            fits = book.fits(number, what)
            assert is_refused(ledger, entry) is not fits
            if fits:
                under_way.append(entry)
                book.add(what, reserved=number)
        elif under_way:
            assert isinstance(what, float)
            entry = under_way.pop(number % len(under_way))
            end(database, ledger, entry, step, what, book)
            if step == "crash":
                crashed.append(entry)
        check(database, started_at.date(), book)
    for entry in under_way:
        end(database, ledger, entry, "close", 1.0, book)
    for entry in crashed[::2]:  # half of those that were taken for dead come back
        book.add(entry.tier, spent=-usd_to_nano(entry.max_cost_usd))
        costing(0.0)(ledger, entry)
    check(database, started_at.date(), book)
    assert set(book.reserved.values()) == {0}


def end(
    database: Database,
    ledger: SqlCallLedger,
    entry: LedgerEntry,
    how: str,
    share: float,
    book: Book,
) -> None:
    ceiling = entry.max_cost_usd or 0.0
    cost = {
        "close": ceiling * share,
        "fail": 0.0,
        "fail_billed": ceiling * share,
        "crash": ceiling,
    }[how]
    paid = replace(make_completion(), cost=Cost(usd=cost, price_version="v"))
    if how == "close":
        ledger.close(entry.id, paid, finished_at=entry.started_at)
    elif how == "crash":
        with database.begin() as work:
            work.calls.mark_in_doubt(entry.run_id or "")
    else:
        billed = paid if how == "fail_billed" else None
        ledger.fail(
            entry.id, fault="timeout", message="", finished_at=entry.started_at, completion=billed
        )
    book.add(entry.tier, spent=usd_to_nano(cost), reserved=-usd_to_nano(ceiling))


def check(database: Database, day: date, book: Book) -> None:
    rows = budgets(database, day)
    for scope, row in rows.items():
        assert (row["spent_nano_usd"], row["reserved_nano_usd"]) == (
            book.spent[scope],
            book.reserved[scope],
        )
    assert book.spent["all"] + book.reserved["all"] <= book.limit
    assert book.spent["tier:basic"] + book.reserved["tier:basic"] <= book.tier_limit


def test_two_hundred_concurrent_callers_never_exceed_the_budget(
    database: Database,
) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 1.0}))
    together, outcomes = threading.Barrier(CALLERS), list[bool]()

    def call() -> None:
        entry = entry_for(0.1)
        together.wait(30)
        outcomes.append(is_refused(ledger, entry))

    threads = [threading.Thread(target=call) for _ in range(CALLERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (outcomes.count(False), outcomes.count(True)) == (10, CALLERS - 10)
    assert kept(database) == (0, usd_to_nano(1.0))
    assert budgets(database)["all"]["refused"] == CALLERS - 10


def test_two_hundred_callers_below_their_maximum_add_up(database: Database) -> None:
    spent = spend(database, callers=CALLERS, limit_usd=1.0, ceiling_usd=0.1)

    assert spent.made >= 10
    assert spent.cost_nano_usd <= usd_to_nano(1.0)
    assert kept(database) == (spent.cost_nano_usd, 0)


def test_two_processes_share_one_budget(database: Database, database_url: str) -> None:
    program = [
        sys.executable,
        "-m",
        "tests.integration.store.spending",
        database_url,
        str(CALLERS // 2),
        "1.0",
        "0.1",
    ]
    root = Path(__file__).parents[3]
    running = [
        subprocess.Popen(
            program, cwd=root, env=dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    replies = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], replies

    found = [json.loads(out) for out, _ in replies]
    assert sum(one["made"] + one["refused"] for one in found) == CALLERS
    assert kept(database) == (sum(one["cost_nano_usd"] for one in found), 0)
    assert kept(database)[0] <= usd_to_nano(1.0)
    assert budgets(database)["all"]["refused"] == sum(one["refused"] for one in found) > 0
