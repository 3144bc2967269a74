"""A model check is one real call: recorded, billed, traced, for admins only, one at a time."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.errors import CallRejected, Conflict, ModelFault, NotAllowed, NotFound
from core.llm.routing.table import ModelName
from core.llm.wrappers.circuit_state import CLOSED, CircuitState, admit, half_open_now
from core.ports import Tier
from core.store.alerts.read import list_open_alerts
from core.store.alerts.values import Alert, AlertKind, AlertLevel
from core.store.calls.tables import llm_calls
from core.store.circuit_breakers.sql_circuit_breakers import SqlCircuitBreakers
from core.store.providers.read import ModelHealth, list_model_health
from core.store.traces.operations import operation_totals
from core.store.traces.read import find_trace
from core.tracing.span_record import SpanStatus
from core.usecases.accounts.set_tier import set_tier
from core.usecases.providers.check_model import PROMPT, check_model
from tests.conftest import make_settings
from tests.fakes import NOW, FrozenClock, ScriptedModel
from tests.integration.store.paid import make_entry
from tests.stubs.faults import Fault
from tests.stubs.gemini import GeminiStub
from tests.stubs.server import Asked, Reply, Script

KEY = "a-secret-key-of-ours"
FLASH = ModelName(provider="google", name="gemini-3.8-flash")
SHARED = "google/gemini-3.8-flash"
Served = Callable[[Script], tuple[Rein, GeminiStub]]


@pytest.fixture
def served(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Served]:
    """Rein with a key for a stub that follows a script."""
    with ExitStack() as stack:

        def serve(script: Script) -> tuple[Rein, GeminiStub]:
            stub = stack.enter_context(GeminiStub(script))
            settings = make_settings(
                tmp_path,
                REIN_DATABASE_URL=database_url,
                GEMINI_API_KEY=KEY,
                GEMINI_BASE_URL=stub.url,
            )
            rein = build(settings, clock=clock)
            stack.callback(rein.database.close)
            stack.callback(rein.jobs.stop, wait=True)
            return rein, stub

        yield serve


def standing(rein: Rein) -> ModelHealth:
    (found,) = list_model_health(rein.database, [FLASH], now=NOW)
    return found


def test_a_test_call_is_answered_recorded_and_billed(served: Served) -> None:
    rein, stub = served([Reply(text="It is a Monday.")])

    tried = check_model(rein, viewer=LOCAL_VIEWER, key="gemini")

    assert tried.completion is not None
    assert (tried.completion.text, tried.error, tried.attempts) == ("It is a Monday.", None, 1)
    assert stub.calls == 1
    assert "2027-01-04" in stub.asked[0].user
    after = standing(rein)
    assert (after.calls, after.spent_usd) == (1, tried.completion.cost.usd)
    assert after.spent_usd > 0


def test_a_test_call_has_a_trace_of_its_own_that_no_figure_of_goals_counts(served: Served) -> None:
    rein, _ = served([Fault.BAD_KEY])

    tried = check_model(rein, viewer=LOCAL_VIEWER, key="gemini")
    detail = find_trace(rein.database, tried.trace_id)

    assert detail is not None
    assert (detail.row.name, detail.row.status) == ("provider_check", SpanStatus.ERROR)
    assert [one.name for one in detail.spans] == ["provider_check", "llm_call_check"]
    assert detail.spans[0].error == str(tried.error)
    assert operation_totals(rein.database, since=NOW.date(), until=NOW.date(), sample=False).n == 0
    named = operation_totals(
        rein.database, since=NOW.date(), until=NOW.date(), sample=False, name="provider_check"
    )
    assert (named.n, named.errors) == (1, 1)


def test_a_failure_has_the_next_step_and_not_the_key(served: Served) -> None:
    rein, _ = served([Fault.BAD_KEY])

    tried = check_model(rein, viewer=LOCAL_VIEWER, key="gemini")

    assert tried.error is not None
    assert tried.error.fault is ModelFault.AUTH
    assert "GEMINI_API_KEY" in str(tried.error)
    assert KEY not in repr(tried)
    last = standing(rein).last_error
    assert last is not None
    assert (last.fault, last.trace_id) == (ModelFault.AUTH, tried.trace_id)


def test_the_call_has_the_tier_of_its_person(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    rein, _ = served(())
    set_tier(rein, viewer=LOCAL_VIEWER, account_id=LOCAL_USER.id, tier=Tier.PREMIUM)
    model = rein.models.configured["gemini"]
    noting = ScriptedModel([model.complete], name=model.name, provider=model.provider)
    monkeypatch.setattr(rein.models, "configured", {"gemini": noting})

    check_model(rein, viewer=LOCAL_VIEWER, key="gemini")

    (call,) = noting.calls
    assert (call.tier, call.user_id, call.bypass_cache, call.schema) == (
        Tier.PREMIUM,
        LOCAL_USER.id,
        True,
        None,
    )


def test_two_checks_at_once_are_one_call(served: Served) -> None:
    arrived, answer = threading.Event(), threading.Event()

    def wait(_: Asked) -> Reply:
        arrived.set()
        assert answer.wait(10)
        return Reply(text="It is a Monday.")

    rein, stub = served(wait)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(check_model, rein, viewer=LOCAL_VIEWER, key="gemini")
        assert arrived.wait(10)
        with pytest.raises(Conflict, match="being checked already"):
            check_model(rein, viewer=LOCAL_VIEWER, key="gemini")
        answer.set()
        assert first.result().completion is not None

    assert stub.calls == 1
    assert check_model(rein, viewer=LOCAL_VIEWER, key="gemini").error is None


def test_a_check_of_another_process_blocks_a_second_one_too(served: Served) -> None:
    rein, stub = served(())
    with rein.database.begin() as work:
        work.calls.open(replace(make_entry(), prompt_name=PROMPT))

    with pytest.raises(Conflict):
        check_model(rein, viewer=LOCAL_VIEWER, key="gemini")

    assert stub.calls == 0


def test_only_admins_make_test_calls(served: Served) -> None:
    rein, stub = served(())

    with pytest.raises(NotAllowed):
        check_model(
            rein,
            viewer=Viewer(user=User(id=LOCAL_USER.id, name="Ada", role=Role.REVIEWER)),
            key="gemini",
        )

    assert stub.calls == 0


def test_a_model_that_is_not_set_up_is_not_found(served: Served) -> None:
    rein, _ = served(())

    with pytest.raises(NotFound):
        check_model(rein, viewer=LOCAL_VIEWER, key="gpt")


def test_the_ledger_records_it_under_its_own_purpose(served: Served) -> None:
    rein, _ = served(())
    check_model(rein, viewer=LOCAL_VIEWER, key="gemini")

    with rein.database.read() as connection:
        row = connection.execute(
            select(llm_calls.c.purpose, llm_calls.c.prompt_name, llm_calls.c.run_id)
        ).one()

    assert tuple(row) == ("check", "check", None)


OUT_OF_QUOTA = CircuitState(
    failures=1,
    last_failure_at=NOW,
    open_until=NOW + timedelta(hours=1),
    consecutive_opens=1,
    reason="it has used up its quota",
)


def rest(rein: Rein) -> None:
    with rein.database.begin() as work:
        work.breakers.swap(SHARED, OUT_OF_QUOTA, revision=0, now=NOW)
        standing = Alert(
            key=f"breaker_open:{SHARED}",
            kind=AlertKind.BREAKER_OPEN,
            level=AlertLevel.WARNING,
            message="It is left alone.",
            advice="",
        )
        work.alerts.add(standing, now=NOW)


def test_an_ordinary_check_leaves_an_open_circuit_open(served: Served) -> None:
    rein, stub = served(())
    rest(rein)

    tried = check_model(rein, viewer=LOCAL_VIEWER, key="gemini")

    assert tried.error is not None
    assert stub.calls == 0
    assert rein.breakers.read(SHARED)[0] == OUT_OF_QUOTA


def test_an_answered_probe_closes_the_circuit_for_all_and_resolves_the_alert(
    served: Served,
) -> None:
    rein, stub = served([Reply(text="It is a Monday.")])
    rest(rein)

    tried = check_model(rein, viewer=LOCAL_VIEWER, key="gemini", as_probe=True)

    assert (tried.error, stub.calls) == (None, 1)
    assert SqlCircuitBreakers(rein.database, rein.clock).read(SHARED)[0] == CLOSED
    assert list_open_alerts(rein.database) == ()


def test_a_failed_probe_keeps_the_circuit_open(served: Served) -> None:
    rein, stub = served([Fault.DAILY_QUOTA])
    rest(rein)

    tried = check_model(rein, viewer=LOCAL_VIEWER, key="gemini", as_probe=True)
    after = rein.breakers.read(SHARED)[0]

    assert tried.error is not None
    assert tried.error.daily
    assert stub.calls == 1
    assert after.open_until is not None
    assert after.open_until > NOW
    assert (after.probe_until, after.consecutive_opens) == (None, 2)
    assert len(list_open_alerts(rein.database)) == 1


def test_two_probes_at_once_are_one_call(served: Served) -> None:
    rein, stub = served(())
    rest(rein)
    due = half_open_now(OUT_OF_QUOTA, NOW)
    probed = admit(due, NOW)
    assert probed is not None
    with rein.database.begin() as work:  # another process has begun the try
        work.breakers.swap(SHARED, probed, revision=1, now=NOW)

    tried = check_model(rein, viewer=LOCAL_VIEWER, key="gemini", as_probe=True)

    assert isinstance(tried.error, CallRejected)
    assert stub.calls == 0
    assert SqlCircuitBreakers(rein.database, rein.clock).read(SHARED)[0] == probed


def test_only_admins_probe(served: Served) -> None:
    rein, _ = served(())
    rest(rein)

    with pytest.raises(NotAllowed):
        check_model(
            rein,
            viewer=Viewer(user=User(id=LOCAL_USER.id, name="Ada", role=Role.REVIEWER)),
            key="gemini",
            as_probe=True,
        )

    assert rein.breakers.read(SHARED)[0] == OUT_OF_QUOTA
