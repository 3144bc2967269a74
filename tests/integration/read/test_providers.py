"""The last day of a model, from its calls: counts, intervals, durations, costs and faults."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import ModelFault
from core.ids import new_id
from core.llm.routing.table import ModelName
from core.llm.wrappers.circuit_state import CLOSED
from core.ports import Completion, Cost
from core.quality.intervals import wilson_interval
from core.store.calls.tables import llm_calls
from core.store.circuit_breakers.tables import model_breakers
from core.store.database.engine import Database
from core.store.providers.read import WINDOW, ModelHealth, list_circuit_states, list_model_health
from tests.fakes import NOW
from tests.integration.store.paid import make_completion, make_entry

FLASH = ModelName(provider="google", name="gemini-3.8-flash")
MINI = ModelName(provider="openai", name="gpt-6-luna")
EARLIER = timedelta(minutes=30)


class Day:
    """Writes the calls of a day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, model: ModelName, *, ago: timedelta = EARLIER) -> str:
        entry = replace(
            make_entry(),
            id=new_id(),
            provider=model.provider,
            model=model.name,
            started_at=NOW - ago,
        )
        with self._database.begin() as work:
            work.calls.open(entry)
        return entry.id

    def answer(
        self,
        model: ModelName,
        *,
        ago: timedelta = EARLIER,
        took_s: float = 1.0,
        changed: Completion | None = None,
    ) -> None:
        call = self.ask(model, ago=ago)
        with self._database.begin() as work:
            ended = NOW - ago + timedelta(seconds=took_s)
            work.calls.close(call, changed or make_completion(), finished_at=ended)

    def fail(
        self, model: ModelName, fault: ModelFault, message: str = "", *, ago: timedelta = EARLIER
    ) -> None:
        call = self.ask(model, ago=ago)
        with self._database.begin() as work:
            work.calls.fail(call, fault=fault, message=message, finished_at=NOW - ago)

    def find(self, model: ModelName) -> ModelHealth:
        (standing,) = list_model_health(self._database, [model], now=NOW)
        return standing


@pytest.fixture
def day(database: Database) -> Day:
    return Day(database)


def test_a_model_nobody_called_has_no_rate_rather_than_a_bad_one(day: Day) -> None:
    standing = day.find(FLASH)

    assert (standing.calls, standing.success, standing.interval, standing.p95_ms) == (
        0,
        None,
        None,
        None,
    )
    assert (standing.last_call, standing.last_error, standing.breaker) == (None, None, CLOSED)


def test_the_rate_counts_attempts_and_says_how_sure_it_is(day: Day) -> None:
    for _ in range(3):
        day.answer(FLASH)
    day.fail(FLASH, ModelFault.OVERLOADED)

    standing = day.find(FLASH)

    assert (standing.answered, standing.failed, standing.success) == (3, 1, 0.75)
    assert standing.interval == wilson_interval(3, 4)


def test_a_declined_text_and_a_spent_budget_say_nothing_of_the_model(day: Day) -> None:
    day.answer(FLASH)
    day.fail(FLASH, ModelFault.BLOCKED)
    day.fail(FLASH, ModelFault.BUDGET)

    standing = day.find(FLASH)

    assert (standing.calls, standing.success, standing.declined) == (1, 1.0, 1)
    assert standing.last_error is None


def test_a_cached_response_is_no_call(day: Day) -> None:
    day.answer(
        FLASH,
        changed=replace(
            make_completion(), cache_hit=True, cost=Cost(usd=0.0, price_version="kept")
        ),
    )

    assert day.find(FLASH).calls == 0


def test_each_model_has_its_own_line_in_the_order_asked_for(day: Day, database: Database) -> None:
    day.answer(MINI)
    day.answer(MINI)
    day.fail(FLASH, ModelFault.TIMEOUT, "Too slow.")

    found = list_model_health(database, [MINI, FLASH], now=NOW)

    assert [(one.model, one.answered, one.failed) for one in found] == [(MINI, 2, 0), (FLASH, 0, 1)]


def test_what_happened_before_the_window_is_not_counted(day: Day) -> None:
    day.fail(FLASH, ModelFault.OVERLOADED, ago=WINDOW + EARLIER)

    assert day.find(FLASH) == ModelHealth(model=FLASH)


def test_durations_are_those_of_answers_alone(day: Day) -> None:
    for seconds in range(1, 21):
        day.answer(FLASH, took_s=float(seconds))
    day.fail(FLASH, ModelFault.TIMEOUT)

    standing = day.find(FLASH)

    assert (standing.timed, standing.p50_ms, standing.p95_ms) == (20, 10_000.0, 19_000.0)


def test_the_last_failure_is_told_even_after_a_call_that_worked(day: Day) -> None:
    day.fail(FLASH, ModelFault.AUTH, "The key was refused.", ago=timedelta(hours=2))
    day.fail(FLASH, ModelFault.TIMEOUT, "It did not answer within 60 s.", ago=timedelta(hours=1))
    day.answer(FLASH, ago=timedelta(minutes=1))

    standing = day.find(FLASH)

    assert standing.last_call is not None
    assert standing.last_call.fault is None
    assert standing.last_error is not None
    assert standing.last_error.message == "It did not answer within 60 s."
    assert standing.last_error.at == NOW - timedelta(hours=1)


def test_spend_is_of_today_and_names_what_has_no_price(day: Day) -> None:
    unpriced = replace(make_completion(), cost=Cost(usd=None, price_version="tables"))
    day.answer(FLASH)
    day.answer(FLASH, changed=unpriced)
    day.answer(FLASH, ago=timedelta(hours=12))  # yesterday evening

    standing = day.find(FLASH)

    assert (standing.spent_usd, standing.unpriced, standing.answered) == (0.5, 1, 3)


def test_a_failed_call_that_was_billed_is_spend(day: Day, database: Database) -> None:
    call = day.ask(FLASH)
    with database.begin() as work:
        work.calls.fail(
            call, fault="truncated", message="", finished_at=NOW, completion=make_completion()
        )

    assert day.find(FLASH).spent_usd == 0.5


def test_only_calls_whose_end_can_still_come_are_under_way(day: Day, database: Database) -> None:
    day.ask(FLASH, ago=timedelta(seconds=5))
    day.ask(FLASH, ago=timedelta(hours=1))
    with database.begin() as work:
        for seconds in (-5, 5):
            call = day_entry(seconds)
            work.connection.execute(llm_calls.insert(), call)

    assert day.find(FLASH).in_flight == 2


def day_entry(expires_in_s: int) -> dict[str, object]:
    entry = make_entry()
    zeros = ("input_tokens", "output_tokens", "thinking_tokens", "cached_tokens")
    names = (
        "purpose",
        "provider",
        "model",
        "prompt_name",
        "prompt_version",
        "prompt_hash",
        "attempt",
    )
    return {
        **dict.fromkeys(zeros, 0),
        **{name: getattr(entry, name) for name in names},
        "id": new_id(),
        "status": "in_flight",
        "started_at": NOW - timedelta(hours=3),
        "expires_at": NOW + timedelta(seconds=expires_in_s),
        "cache_hit": False,
        "tokens_estimated": False,
    }


def test_a_resting_model_says_until_when_and_why(day: Day, database: Database) -> None:
    row = {
        "model": "google/gemini-3.8-flash",
        "revision": 7,
        "failures": 5,
        "last_failure_at": NOW,
        "rests_until": NOW + timedelta(minutes=5),
        "rests": 1,
        "probe_until": None,
        "reason": "gemini-3.8-flash is overloaded",
        "changed_at": NOW,
    }
    with database.begin() as work:
        work.connection.execute(model_breakers.insert(), row)

    breaker = day.find(FLASH).breaker

    assert (breaker.is_open, breaker.open_until) == (True, NOW + timedelta(minutes=5))
    assert breaker.reason == "gemini-3.8-flash is overloaded"
    assert day.find(MINI).breaker == CLOSED
    assert list_circuit_states(database) == {"google/gemini-3.8-flash": breaker}
