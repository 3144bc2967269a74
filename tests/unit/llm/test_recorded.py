"""The ledger: open before the call, closed before anybody parses, and honest after a crash."""

import pytest

from core.errors import ModelError, ModelFault
from core.ids import new_id
from core.llm.recorded import Recorded
from core.ports import BilledError, Completion, ModelCall, Usage
from core.tracing.tracer import new_span_id, open_trace
from tests.factories.calls import make_call
from tests.fakes import NOW, FrozenClock, ListLedger, ScriptedModel


def test_the_line_is_open_while_the_model_thinks(clock: FrozenClock) -> None:
    ledger = ListLedger()

    def think(_: ModelCall) -> Completion:
        (line,) = ledger.lines.values()
        assert (line.completion, line.finished_at) == (None, None)
        clock.advance(2.0)
        return Completion(text="not even JSON", model="scripted-1", provider="scripted")

    completion = Recorded(ScriptedModel([think]), ledger, clock).complete(make_call(run_id="r", stage="plan"))

    (line,) = ledger.lines.values()
    assert line.completion == completion
    assert line.finished_at is not None
    assert (line.finished_at - line.entry.started_at).total_seconds() == 2
    assert (line.entry.run_id, line.entry.stage, line.entry.attempt) == ("r", "plan", 1)
    assert (line.entry.prompt_name, line.entry.prompt_version, line.entry.prompt_hash) == ("test", 3, "abc")
    assert (line.entry.model, line.entry.provider, line.entry.started_at) == ("scripted-1", "scripted", NOW)


def test_a_failed_call_is_written_with_its_fault_and_the_providers_words(clock: FrozenClock) -> None:
    ledger = ListLedger()
    model = ScriptedModel([ModelError(ModelFault.BAD_REQUEST, "Not accepted.", advice="(400: unknown field)")])

    with pytest.raises(ModelError):
        Recorded(model, ledger, clock).complete(make_call())

    (line,) = ledger.lines.values()
    assert (line.fault, line.message, line.completion) == ("bad_request", "Not accepted. (400: unknown field)", None)


def test_a_reply_that_was_paid_for_in_vain_is_still_on_the_bill(clock: FrozenClock) -> None:
    ledger = ListLedger()
    paid = Completion(text="", model="m", provider="p", usage=Usage(input_tokens=900, thinking_tokens=300))
    model = ScriptedModel([BilledError(ModelFault.TRUNCATED, "No room.", completion=paid)])

    with pytest.raises(ModelError):
        Recorded(model, ledger, clock).complete(make_call())

    (line,) = ledger.lines.values()
    assert (line.fault, line.completion) == ("truncated", paid)


def test_a_crash_leaves_the_line_open_because_it_may_have_been_paid(clock: FrozenClock) -> None:
    ledger = ListLedger()

    def crash(_: ModelCall) -> Completion:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Recorded(ScriptedModel([crash]), ledger, clock).complete(make_call())

    (line,) = ledger.lines.values()
    assert (line.completion, line.fault, line.finished_at) == (None, None, None)


def test_the_line_carries_the_trace_it_belongs_to(clock: FrozenClock) -> None:
    ledger, trace_id = ListLedger(), new_id()

    with open_trace(trace_id, new_span_id()):
        Recorded(ScriptedModel(["ok"]), ledger, clock).complete(make_call())

    assert [line.entry.trace_id for line in ledger.lines.values()] == [trace_id]
