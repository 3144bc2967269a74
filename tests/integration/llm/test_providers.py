"""Every known failure of every provider over its real SDK: error, next step, ledger, message."""

import threading
import time

import pytest

from core.errors import ModelError, ModelFault
from core.goals.draft import GoalDraft
from core.llm.providers.offline import OfflineModel
from core.llm.reply.structured import ask
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.wrappers.ledger import LedgeredModel
from core.llm.wrappers.tracing import TracedModel
from core.ports import Purpose, billed_completion
from core.tracing import attributes as keys
from core.tracing.span_record import SpanStatus
from tests.factories.calls import kept_spans, make_goal_call
from tests.fakes import FrozenClock, ListLedger
from tests.integration.llm.provider_cases import (
    KEY,
    PROVIDER_CASES,
    REPAIRABLE,
    SLOW,
    UNUSABLE,
    USABLE,
    ProviderCase,
)
from tests.stubs.answers import sensible
from tests.stubs.faults import BILLED, Fault
from tests.stubs.server import Reply, Tokens

LATEST_S = 10.0
every_provider = pytest.mark.parametrize(
    "provider", PROVIDER_CASES, ids=lambda provider: provider.name
)


def offline_draft(_: object) -> GoalDraft:
    return GoalDraft.model_validate_json(
        sensible("preprocess", '<data>\n{"goal": "by rule"}\n</data>')
    )


def test_the_tables_of_faults_leave_none_out() -> None:
    assert UNUSABLE.keys() | USABLE | REPAIRABLE == set(Fault)


@every_provider
@pytest.mark.parametrize("fault", sorted(UNUSABLE))
def test_every_fault_has_its_name_its_ledger_row_and_its_sentence(
    provider: ProviderCase, fault: Fault
) -> None:
    ledger = ListLedger()
    with provider.serve([fault, fault]) as stub, kept_spans() as spans:
        asked = TracedModel(LedgeredModel(provider.model(stub), ledger, FrozenClock()))
        offline = TracedModel(OfflineModel({Purpose.PREPROCESS: offline_draft}))
        call = make_goal_call(deadline_s=0.4 if fault in SLOW else 5.0)

        answer = FallbackChain((asked, offline)).ask(call, GoalDraft)

        calls = 2 if UNUSABLE[fault] is ModelFault.TRUNCATED else 1
        reached = time.monotonic() + LATEST_S
        while stub.calls < calls and time.monotonic() < reached:  # given up before it was read
            time.sleep(0.02)

    lines = list(ledger.lines.values())
    assert answer.author.provider == "offline"
    assert answer.author.fallback_reason is not None
    assert provider.model_name in answer.author.fallback_reason
    assert {line.fault for line in lines} == {UNUSABLE[fault]}
    assert len(lines) == stub.calls == calls
    assert [line.completion is not None for line in lines] == [
        fault in BILLED - stub.unbilled
    ] * len(lines)
    assert {spans[0].status, spans[0].attributes[keys.FAULT]} == {SpanStatus.ERROR, UNUSABLE[fault]}
    assert KEY not in repr((lines, spans, answer.author))


@every_provider
@pytest.mark.parametrize("fault", sorted(USABLE))
def test_clumsy_but_complete_replies_are_used(provider: ProviderCase, fault: Fault) -> None:
    with provider.serve([fault]) as stub:
        answer = ask(provider.model(stub), make_goal_call(), GoalDraft)

    assert (stub.calls, answer.attempts) == (1, 1)
    assert answer.completion.usage.estimated is (fault is Fault.NO_USAGE)
    assert answer.author.model == provider.model_name


@every_provider
@pytest.mark.parametrize("fault", sorted(REPAIRABLE))
def test_a_reply_in_the_wrong_form_is_repaired_by_one_more_call(
    provider: ProviderCase, fault: Fault
) -> None:
    ledger = ListLedger()
    with provider.serve([fault]) as stub:
        answer = ask(
            LedgeredModel(provider.model(stub), ledger, FrozenClock()), make_goal_call(), GoalDraft
        )

    assert (stub.calls, answer.attempts) == (2, 2)
    assert [line.entry.attempt for line in ledger.lines.values()] == [1, 2]
    assert all(line.completion is not None and line.fault is None for line in ledger.lines.values())


@every_provider
def test_the_ledger_adds_up_to_what_was_billed(provider: ProviderCase) -> None:
    ledger = ListLedger()
    with provider.serve([Reply(fault=fault) for fault in sorted(BILLED)]) as stub:
        model = LedgeredModel(provider.model(stub), ledger, FrozenClock())
        for fault in sorted(BILLED):
            try:
                model.complete(make_goal_call())
            except ModelError as error:
                assert (billed_completion(error) is None) is (fault in stub.unbilled)  # noqa: PT017

    usages = [
        line.completion.usage for line in ledger.lines.values() if line.completion is not None
    ]
    summed = Tokens(
        input=sum(u.input_tokens for u in usages),
        output=sum(u.output_tokens for u in usages),
        thinking=sum(u.thinking_tokens for u in usages),
        cached=sum(u.cached_tokens for u in usages),
    )
    assert summed == stub.billed
    assert summed.thinking > 0


@every_provider
def test_thinking_and_cached_tokens_are_counted_apart(provider: ProviderCase) -> None:
    with provider.serve(
        [Reply(tokens=Tokens(input=1_000, output=300, thinking=200, cached=400))]
    ) as stub:
        usage = provider.model(stub).complete(make_goal_call()).usage

    assert (usage.input_tokens, usage.cached_tokens) == (1_000, 400)
    assert (usage.output_tokens, usage.thinking_tokens) == (300, 200)


@every_provider
def test_the_servers_waiting_time_is_read(provider: ProviderCase) -> None:
    with (
        provider.serve([Reply(fault=Fault.DAILY_QUOTA, retry_s=3_600)]) as stub,
        pytest.raises(ModelError) as caught,
    ):
        provider.model(stub).complete(make_goal_call())

    assert (caught.value.retry_after_s, caught.value.daily) == (3_600, True)
    assert "is out of quota until " in caught.value.message


@every_provider
@pytest.mark.parametrize("fault", sorted(SLOW))
def test_the_deadline_holds_whether_the_server_is_silent_or_slow(
    provider: ProviderCase, fault: Fault
) -> None:
    with provider.serve([fault, Fault.OK]) as stub:
        model = provider.model(stub)
        began = time.monotonic()
        with pytest.raises(ModelError, match=r"did not answer within 0\.4 s"):
            model.complete(make_goal_call(deadline_s=0.4))
        took = time.monotonic() - began
        recovered = model.complete(make_goal_call())

    assert took < 10
    assert recovered.text


@every_provider
def test_a_server_that_is_not_there_is_a_connection_fault(provider: ProviderCase) -> None:
    with provider.serve() as stub:
        model = provider.model(stub)
    with pytest.raises(ModelError) as caught:
        model.complete(make_goal_call())

    assert caught.value.fault is ModelFault.CONNECTION


@every_provider
def test_what_goes_over_the_wire_is_the_prompt_the_schema_and_the_limit(
    provider: ProviderCase,
) -> None:
    call = make_goal_call(max_output_tokens=777)
    with provider.serve() as stub:
        provider.model(stub).complete(call)

    (asked,) = stub.asked
    assert (asked.model, asked.purpose) == (provider.model_name, "preprocess")
    assert asked.system.startswith(call.prompt.system)
    assert asked.user == call.prompt.user
    assert asked.schema["required"] == list(GoalDraft.model_fields)
    assert ": 777" in str(asked.body)


@every_provider
def test_one_client_serves_many_threads_at_once(provider: ProviderCase) -> None:
    with provider.serve(latencies={"preprocess": 0.3}) as stub:
        model = provider.model(stub)
        model.complete(make_goal_call())
        replies: list[str] = []
        threads = [
            threading.Thread(target=lambda: replies.append(model.complete(make_goal_call()).text))
            for _ in range(12)
        ]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - began

    assert (len(replies), stub.calls) == (12, 13)
    assert took < 12 * 0.3


@every_provider
def test_a_failed_call_is_never_repeated_behind_our_back(provider: ProviderCase) -> None:
    faults = [Fault.RESET, Fault.OVERLOADED, Fault.RATE_LIMITED, Fault.SERVER_ERROR]
    with provider.serve(faults) as stub:
        model = provider.model(stub)
        for _ in faults:
            with pytest.raises(ModelError):
                model.complete(make_goal_call())

    assert stub.calls == len(faults)
