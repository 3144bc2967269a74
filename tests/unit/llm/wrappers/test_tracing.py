"""Traced calls: the request, the response, its cost and its failure."""

import pytest

from core.errors import CallRejected, ModelError, ModelFault
from core.goals.goal import Circumstances
from core.llm.providers.offline import OFFLINE, OfflineModel
from core.llm.wrappers.tracing import TracedModel
from core.ports import BilledError, Completion, Cost, Purpose, Usage
from core.tracing import attributes as keys
from core.tracing.span_record import SpanStatus
from tests.factories.calls import PROMPT, kept_spans, make_call
from tests.fakes import ScriptedModel

USAGE = Usage(input_tokens=900, output_tokens=120, thinking_tokens=30, cached_tokens=400)
PAID = Completion(
    text="reply",
    model="scripted-1",
    provider="scripted",
    usage=USAGE,
    cost=Cost(usd=0.25, price_version="today"),
)


def test_a_call_is_a_span_with_its_request_answer_tokens_and_cost() -> None:
    with kept_spans() as (spans):
        TracedModel(ScriptedModel([PAID])).complete(
            make_call(purpose=Purpose.PLAN, attempt=2, note="Because.")
        )

    (record,) = spans
    assert (record.name, record.status, record.attempt) == ("llm_call_planning", SpanStatus.OK, 2)
    assert (record.model, record.provider) == ("scripted-1", "scripted")
    assert (record.prompt_name, record.prompt_version, record.prompt_hash) == ("test", 3, "abc")
    assert (record.input, record.output) == (f"{PROMPT.system}\n\n{PROMPT.user}", "reply")
    assert (record.input_tokens, record.output_tokens) == (900, 120)
    assert (record.thinking_tokens, record.cached_tokens) == (30, 400)
    assert (record.cost_usd, record.cost_known) == (0.25, True)
    assert record.attributes[keys.NOTE] == "Because."
    assert record.attributes[keys.PRICE_VERSION] == "today"


def test_an_unknown_price_is_unknown_and_not_free() -> None:
    unknown = Completion(
        text="x", model="m", provider="p", cost=Cost(usd=None, price_version="today")
    )

    with kept_spans() as spans:
        TracedModel(ScriptedModel([unknown])).complete(make_call())

    assert (spans[0].cost_usd, spans[0].cost_known) == (None, False)


def test_a_failed_call_fails_its_span_with_the_fault() -> None:
    with kept_spans() as spans, pytest.raises(ModelError):
        TracedModel(
            ScriptedModel([ModelError(ModelFault.TIMEOUT, "m did not answer within 60 s.")])
        ).complete(make_call())

    (record,) = spans
    assert (record.status, record.attributes[keys.FAULT]) == (SpanStatus.ERROR, "timeout")
    assert record.error == "ModelError: m did not answer within 60 s."


@pytest.mark.parametrize("fault", [ModelFault.BUDGET, ModelFault.RATE_LIMITED])
def test_a_rejected_call_is_no_failure_and_has_its_reason(fault: ModelFault) -> None:
    refusal = CallRejected(fault, "too little is left.", advice="($0.01 is left.)")

    with kept_spans() as spans, pytest.raises(CallRejected) as caught:
        TracedModel(ScriptedModel([refusal])).complete(make_call())

    (record,) = spans
    assert caught.value is refusal
    assert (record.status, record.error) == (SpanStatus.OK, None)
    assert record.attributes[keys.CALL_REJECTED] == "too little is left. ($0.01 is left.)"
    assert keys.FAULT not in record.attributes


def test_a_failed_call_that_was_billed_shows_its_bill() -> None:
    with kept_spans() as spans, pytest.raises(ModelError):
        TracedModel(
            ScriptedModel([BilledError(ModelFault.BLOCKED, "Declined.", completion=PAID)])
        ).complete(make_call())

    assert (spans[0].cost_usd, spans[0].output) == (0.25, "reply")


def test_an_answer_by_rule_is_not_counted_under_a_prompt_version() -> None:
    model = ScriptedModel(["{}"], name="offline-coach", provider=OFFLINE)

    with kept_spans() as spans:
        TracedModel(model).complete(make_call())

    assert (spans[0].provider, spans[0].prompt_name, spans[0].prompt_version) == (
        OFFLINE,
        None,
        None,
    )


def test_the_offline_coach_is_recorded_with_the_values_it_read_and_no_prompt() -> None:
    offline = OfflineModel({Purpose.PLAN: lambda context: f"planned {context}"})
    context = {"goal": Circumstances(hours_per_week=3), "other": object()}

    with kept_spans() as spans:
        TracedModel(offline).complete(make_call(purpose=Purpose.PLAN, context=context))

    (record,) = spans
    assert record.input is not None
    assert '"hours_per_week": 3' in record.input
    assert PROMPT.system not in record.input
    assert (record.prompt_name, record.prompt_version) == (None, None)
