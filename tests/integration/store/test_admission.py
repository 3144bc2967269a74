"""Limits of concurrent calls and tokens at a provider, over all workers."""

import threading
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.call_ledger import LedgerEntry
from core.clock import SystemClock
from core.errors import CallRejected, ModelFault
from core.ids import new_id
from core.llm.pricing.max_cost import max_cost, min_output_tokens
from core.llm.providers.offline import OFFLINE
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.wrappers.ledger import LedgeredModel
from core.llm.wrappers.retry import RetryingModel
from core.ports import Completion, ModelCall, Usage
from core.store.budgets.tables import budget_days
from core.store.budgets.values import CallLimits
from core.store.calls.ledger import SqlCallLedger
from core.store.database.engine import Database
from tests.factories.calls import Note, make_call
from tests.fakes import NOW, FrozenClock, ScriptedModel
from tests.integration.store.paid import make_completion, make_entry

GOOD = '{"text": "Run", "stars": 4}'


def entry_for(**changes: object) -> LedgerEntry:
    entry = replace(make_entry(), id=new_id(), expires_at=NOW + timedelta(seconds=90))
    return replace(entry, **changes)  # type: ignore[arg-type]


def end(ledger: SqlCallLedger, entry: LedgerEntry, *, tokens: int = 0) -> None:
    ledger.close(
        entry.id,
        replace(make_completion(), usage=Usage(output_tokens=tokens)),
        finished_at=entry.started_at,
    )


def refusal_of(ledger: SqlCallLedger, entry: LedgerEntry) -> str | None:
    try:
        ledger.open(entry)
    except CallRejected as refusal:
        return refusal.message if refusal.fault is ModelFault.RATE_LIMITED else str(refusal.fault)
    return None


def test_a_provider_has_no_more_calls_in_flight_than_the_limit(
    database: Database,
) -> None:
    here, there = (SqlCallLedger(database, CallLimits(max_concurrent_calls=2)) for _ in range(2))
    first = entry_for()
    here.open(first)
    there.open(entry_for(model="another"))

    assert (
        refusal_of(there, entry_for())
        == "gemini-3.8-flash is busy with as many calls as it may have at once."
    )
    assert refusal_of(here, entry_for(provider="openai")) is None
    end(here, first)
    assert refusal_of(there, entry_for()) is None


def test_an_expired_call_does_not_count_as_in_flight(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(max_concurrent_calls=1))
    ledger.open(entry_for(expires_at=NOW + timedelta(seconds=90)))

    assert refusal_of(ledger, entry_for(started_at=NOW + timedelta(seconds=89))) is not None
    late = NOW + timedelta(seconds=90)
    assert (
        refusal_of(ledger, entry_for(started_at=late, expires_at=late + timedelta(seconds=90)))
        is None
    )


def test_tokens_of_the_last_minute_count_and_calls_in_flight_count_their_maximum(
    database: Database,
) -> None:
    ledger = SqlCallLedger(database, CallLimits(tokens_per_minute=10_000))
    done, under_way = entry_for(max_tokens=8_000), entry_for(max_tokens=5_000)
    ledger.open(done)
    end(ledger, done, tokens=2_000)
    ledger.open(under_way)

    assert refusal_of(ledger, entry_for(max_tokens=3_000)) is None
    message = refusal_of(ledger, entry_for(max_tokens=1))
    assert message == "gemini-3.8-flash is busy with as many tokens as it may have in a minute."
    assert (
        refusal_of(ledger, entry_for(max_tokens=9_000, started_at=NOW + timedelta(seconds=61)))
        is None
    )


def test_a_call_larger_than_the_limit_of_a_minute_runs_alone(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(tokens_per_minute=1_000))

    assert refusal_of(ledger, entry_for(max_tokens=9_000)) is None
    assert refusal_of(ledger, entry_for(max_tokens=9_000)) is not None


def test_a_cached_response_takes_no_concurrency_and_no_tokens(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(max_concurrent_calls=1, tokens_per_minute=1_000))

    ledger.record_hit(entry_for(max_tokens=9_000), make_completion(), finished_at=NOW)

    assert refusal_of(ledger, entry_for(max_tokens=1_000)) is None


def test_a_call_that_must_wait_is_not_written(database: Database) -> None:
    ledger = SqlCallLedger(database, CallLimits(max_concurrent_calls=1, budgets_usd={"all": 1.0}))
    first = entry_for(max_cost_usd=0.5)
    ledger.open(first)

    assert refusal_of(ledger, entry_for(max_cost_usd=0.5)) is not None

    end(ledger, first)
    assert refusal_of(ledger, entry_for(max_cost_usd=0.5)) is None


@pytest.mark.parametrize("places", [1, 3])
def test_many_callers_of_two_workers_respect_one_limit(database: Database, places: int) -> None:
    lock, under_way, most = threading.Lock(), 0, 0

    def slow(_: ModelCall) -> Completion:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        threading.Event().wait(0.02)
        with lock:
            under_way -= 1
        return Completion(text="ok", model="m", provider="p")

    limits = CallLimits(max_concurrent_calls=places)
    scripted = [ScriptedModel([slow] * 8) for _ in range(2)]
    models = [
        LedgeredModel(model, SqlCallLedger(database, limits), SystemClock()) for model in scripted
    ]
    threads = [
        threading.Thread(target=models[n % 2].complete, args=(make_call(),)) for n in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 <= most <= places
    assert [len(model.calls) for model in scripted] == [8, 8]
    with database.begin() as work:
        assert work.calls.count_in_flight("scripted", now=SystemClock().now()) == 0


def test_the_offline_coach_answers_with_the_reason_if_the_budget_is_spent(
    database: Database, clock: FrozenClock
) -> None:
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": 0.000_1}))

    def paid(name: str, provider: str) -> tuple[ScriptedModel, RetryingModel]:
        model = ScriptedModel([GOOD], name=name, provider=provider)
        return model, RetryingModel(LedgeredModel(model, ledger, clock), clock, sleep=clock.advance)

    first, wrapped_first = paid("gemini-3.8-flash", "google")
    second, wrapped_second = paid("gpt-6-luna", "openai")
    coach = ScriptedModel([GOOD], name="offline-coach", provider=OFFLINE)

    answer = FallbackChain((wrapped_first, wrapped_second, coach)).ask(make_call(), Note)

    assert answer.author.fallback_reason == "too little is left of today's budget for models"
    assert (first.calls, second.calls, clock.monotonic()) == ([], [], 0.0)
    with database.begin() as work:
        assert work.budgets.lock_balances(NOW.date(), ["all"])["all"].spent == 0


def ceiling(name: str, provider: str, call: ModelCall) -> float:
    usd = max_cost(provider, name, call, at=NOW).usd
    assert usd is not None
    return usd


def test_a_cheaper_model_is_called_if_the_budget_is_too_small_for_the_first(
    database: Database, clock: FrozenClock
) -> None:
    call = make_call(max_output_tokens=4_000)
    limit = ceiling("gpt-6-luna", "openai", call)
    assert (
        ceiling(
            "claude-sonnet-5-5",
            "anthropic",
            replace(call, max_output_tokens=min_output_tokens(call)),
        )
        > limit
    )
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": limit}))
    dear = ScriptedModel([GOOD], name="claude-sonnet-5-5", provider="anthropic")
    cheap = ScriptedModel([GOOD], name="gpt-6-luna", provider="openai")

    answer = FallbackChain(
        tuple(LedgeredModel(model, ledger, clock) for model in (dear, cheap))
    ).ask(call, Note)

    assert answer.author.model == "gpt-6-luna"
    assert answer.author.fallback_reason == "too little is left of today's budget for models"
    assert (dear.calls, [asked.max_output_tokens for asked in cheap.calls]) == ([], [4_000])


def test_a_call_over_budget_gets_the_largest_output_limit_that_fits(
    database: Database, clock: FrozenClock
) -> None:
    call = make_call(max_output_tokens=4_000, run_id="r")
    limit = ceiling("gemini-3.8-flash", "google", replace(call, max_output_tokens=3_000))
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": limit}))
    model = ScriptedModel([GOOD], name="gemini-3.8-flash", provider="google")
    recorded = LedgeredModel(model, ledger, clock)

    recorded.complete(call)

    assert [asked.max_output_tokens for asked in model.calls] == [3_000]
    assert recorded.complete(call).replayed, "it is the same question, whatever room it had"
    with database.read() as connection:
        row = (
            connection.execute(select(budget_days).where(budget_days.c.scope == "all"))
            .mappings()
            .one()
        )
    assert (row["refused"], row["reserved_nano_usd"]) == (0, 0)


@pytest.mark.parametrize(("short_by", "made"), [(0, 1), (1, 0)])
def test_a_call_is_not_made_with_less_than_half_of_its_output_limit(
    database: Database, clock: FrozenClock, short_by: int, made: int
) -> None:
    call = make_call(max_output_tokens=4_000)
    limit = (
        ceiling("gemini-3.8-flash", "google", replace(call, max_output_tokens=2_000))
        - short_by / 1_000_000
    )
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": limit}))
    model = ScriptedModel([GOOD], name="gemini-3.8-flash", provider="google")

    expected: AbstractContextManager[object] = (
        nullcontext()
        if made
        else pytest.raises(CallRejected, match="too little is left of today's budget")
    )
    with expected:
        LedgeredModel(model, ledger, clock).complete(call)

    assert [asked.max_output_tokens for asked in model.calls] == [2_000] * made
    with database.read() as connection:
        refused = connection.execute(
            select(budget_days.c.refused).where(budget_days.c.scope == "all")
        )
        assert refused.scalar_one() == 1 - made
