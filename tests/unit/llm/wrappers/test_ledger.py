"""The ledger: open before the call, closed before anybody parses, and honest after a crash."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from core.call_ledger import LedgerEntry
from core.errors import CallRejected, ModelError, ModelFault
from core.ids import new_id
from core.llm.wrappers.ledger import LedgeredModel
from core.ports import BilledError, Completion, ModelCall, Tier, Usage
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

    completion = LedgeredModel(ScriptedModel([think]), ledger, clock).complete(
        make_call(run_id="r", stage="plan")
    )

    (line,) = ledger.lines.values()
    assert line.completion == completion
    assert line.finished_at is not None
    assert (line.finished_at - line.entry.started_at).total_seconds() == 2
    assert (line.entry.run_id, line.entry.stage, line.entry.attempt) == ("r", "plan", 1)
    assert (line.entry.prompt_name, line.entry.prompt_version, line.entry.prompt_hash) == (
        "test",
        3,
        "abc",
    )
    assert (line.entry.model, line.entry.provider, line.entry.started_at) == (
        "scripted-1",
        "scripted",
        NOW,
    )


def test_a_failed_call_is_written_with_its_fault_and_the_providers_words(
    clock: FrozenClock,
) -> None:
    ledger = ListLedger()
    model = ScriptedModel(
        [ModelError(ModelFault.BAD_REQUEST, "Not accepted.", advice="(400: unknown field)")]
    )

    with pytest.raises(ModelError):
        LedgeredModel(model, ledger, clock).complete(make_call())

    (line,) = ledger.lines.values()
    assert (line.fault, line.message, line.completion) == (
        "bad_request",
        "Not accepted. (400: unknown field)",
        None,
    )


def test_an_unusable_reply_that_was_billed_is_on_the_bill(clock: FrozenClock) -> None:
    ledger = ListLedger()
    paid = Completion(
        text="", model="m", provider="p", usage=Usage(input_tokens=900, thinking_tokens=300)
    )
    model = ScriptedModel([BilledError(ModelFault.TRUNCATED, "No room.", completion=paid)])

    with pytest.raises(ModelError):
        LedgeredModel(model, ledger, clock).complete(make_call())

    (line,) = ledger.lines.values()
    assert (line.fault, line.completion) == ("truncated", paid)


def test_a_crash_leaves_the_line_open_because_it_may_have_been_paid(clock: FrozenClock) -> None:
    ledger = ListLedger()

    def crash(_: ModelCall) -> Completion:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        LedgeredModel(ScriptedModel([crash]), ledger, clock).complete(make_call())

    (line,) = ledger.lines.values()
    assert (line.completion, line.fault, line.finished_at) == (None, None, None)


def test_the_line_carries_the_trace_it_belongs_to(clock: FrozenClock) -> None:
    ledger, trace_id = ListLedger(), new_id()

    with open_trace(trace_id, new_span_id()):
        LedgeredModel(ScriptedModel(["ok"]), ledger, clock).complete(make_call())

    assert [line.entry.trace_id for line in ledger.lines.values()] == [trace_id]


BUSY = CallRejected(ModelFault.RATE_LIMITED, "m is busy.")


@dataclass(slots=True)
class FullLedger(ListLedger):
    """A ledger that has no place for the first calls that ask."""

    refusal: CallRejected = BUSY
    times: int = 1_000

    def open(self, entry: LedgerEntry) -> None:
        if self.times:
            self.times -= 1
            raise self.refusal
        ListLedger.open(self, entry)


def test_a_call_waits_for_a_place_and_has_what_is_left_of_its_deadline(clock: FrozenClock) -> None:
    ledger, model = FullLedger(times=4), ScriptedModel(["ok"])

    LedgeredModel(model, ledger, clock, sleep=clock.advance, draw=lambda: 1.0).complete(
        make_call(deadline_s=60)
    )

    waited = clock.monotonic()
    (line,) = ledger.lines.values()
    assert waited == pytest.approx(0.05 * (1 + 1.5 + 1.5**2 + 1.5**3))
    assert model.calls[0].deadline_s == pytest.approx(60 - waited)
    assert line.entry.started_at == clock.now()
    assert line.entry.expires_at is not None
    assert line.entry.expires_at >= clock.now() + timedelta(seconds=60 - waited)


def test_half_the_deadline_is_waited_for_a_place_and_no_more(clock: FrozenClock) -> None:
    ledger, model = FullLedger(), ScriptedModel([])

    with pytest.raises(CallRejected, match="m is busy"):
        LedgeredModel(model, ledger, clock, sleep=clock.advance).complete(make_call(deadline_s=60))

    assert clock.monotonic() == pytest.approx(30, abs=0.01)
    assert (model.calls, ledger.lines) == ([], {})


def test_a_spent_budget_is_not_waited_for(clock: FrozenClock) -> None:
    ledger, model = FullLedger(refusal=CallRejected(ModelFault.BUDGET, "Spent.")), ScriptedModel([])

    with pytest.raises(CallRejected, match="Spent"):
        LedgeredModel(model, ledger, clock, sleep=clock.advance).complete(make_call())

    assert (clock.monotonic(), model.calls, ledger.lines) == (0.0, [], {})


def test_the_entry_holds_the_person_and_the_max_cost(
    clock: FrozenClock,
) -> None:
    ledger = ListLedger()
    call = make_call(user_id="u", goal_id="g", tier=Tier.PREMIUM, max_output_tokens=1_000)

    for name, provider in (("gemini-3.8-flash", "google"), ("home-grown", "served")):
        LedgeredModel(ScriptedModel(["ok"], name=name, provider=provider), ledger, clock).complete(
            call
        )

    known, unknown = (line.entry for line in ledger.lines.values())
    assert (known.user_id, known.goal_id, known.tier) == ("u", "g", Tier.PREMIUM)
    assert known.max_tokens == unknown.max_tokens > 1_000
    assert known.max_cost_usd is not None
    assert unknown.max_cost_usd is None


class CountingLedger(ListLedger):
    """A ledger that counts the searches for a stored reply."""

    searches: int = 0

    def replay(self, entry: LedgerEntry) -> Completion | None:
        self.searches += 1
        return super().replay(entry)


def answer(text: str) -> Completion:
    return Completion(text=text, model="scripted-1", provider="scripted")


@pytest.mark.parametrize(("resumed", "searches"), [(True, 1), (False, 0)])
def test_only_a_resumed_run_searches_for_a_stored_reply(
    clock: FrozenClock, resumed: bool, searches: int
) -> None:
    ledger = CountingLedger()
    model = LedgeredModel(ScriptedModel([answer("one")]), ledger, clock)

    completion = model.complete(make_call(run_id="r", resumed=resumed))

    assert completion.text == "one"
    assert ledger.searches == searches


def test_a_completion_names_the_ledger_row_that_stores_its_text(clock: FrozenClock) -> None:
    ledger = ListLedger()
    model = LedgeredModel(ScriptedModel([answer("one")]), ledger, clock)

    completion = model.complete(make_call(run_id="r"))

    assert [completion.call_id] == list(ledger.lines)


def test_a_billed_failure_names_the_ledger_row_that_stores_its_text(clock: FrozenClock) -> None:
    ledger = ListLedger()
    failure = BilledError(ModelFault.TRUNCATED, "No room.", completion=answer("cut"))
    model = LedgeredModel(ScriptedModel([failure]), ledger, clock)

    with pytest.raises(BilledError) as caught:
        model.complete(make_call(run_id="r"))

    assert [caught.value.completion.call_id] == list(ledger.lines)
