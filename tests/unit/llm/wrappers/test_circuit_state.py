"""The circuit breaker: a failing model gets no calls, and one probe decides for all."""

import threading
from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.errors import TRANSIENT_FAULTS, CallRejected, ModelError, ModelFault
from core.llm.wrappers.circuit_breaker import (
    CircuitBreakerModel,
    CircuitOpen,
)
from core.llm.wrappers.circuit_state import (
    CLOSED,
    FAILURE_THRESHOLD,
    FIRST_OPEN_TIME,
    MAX_OPEN_TIME,
    PROBE_TIMEOUT,
    CircuitState,
    admit,
    after_failure,
    after_rejection,
    after_success,
)
from core.ports import Completion, ModelCall
from tests.factories.calls import make_call
from tests.fakes import NOW, FrozenClock, MemoryCircuitBreakers, ScriptedModel

BUSY = ModelError(ModelFault.OVERLOADED, "m is overloaded.")


def failed(
    times: int, *, error: ModelError = BUSY, every: timedelta = timedelta(seconds=1)
) -> tuple[CircuitState, datetime]:
    state, now = CLOSED, NOW
    for _ in range(times):
        now += every
        state = after_failure(state, error, now)
    return state, now


def test_failures_in_a_row_open_the_circuit() -> None:
    almost, _ = failed(FAILURE_THRESHOLD - 1)
    state, now = failed(FAILURE_THRESHOLD)

    assert not almost.is_open
    assert state.open_until == now + FIRST_OPEN_TIME
    assert admit(state, now + FIRST_OPEN_TIME - timedelta(milliseconds=1)) is None


def test_a_success_resets_the_count() -> None:
    state, now = failed(FAILURE_THRESHOLD - 1)

    state = after_failure(after_success(state), BUSY, now)

    assert (state.failures, state.is_open) == (1, False)


def test_old_failures_are_forgotten() -> None:
    state, _ = failed(20, every=timedelta(seconds=61))

    assert (state.failures, state.is_open) == (1, False)


@pytest.mark.parametrize("fault", sorted(set(ModelFault) - TRANSIENT_FAULTS))
def test_faults_of_the_call_do_not_count_against_the_model(fault: ModelFault) -> None:
    state, _ = failed(20, error=ModelError(fault, "No."))

    assert state == CLOSED


def test_after_the_rest_one_call_is_the_probe_and_the_others_wait() -> None:
    state, now = failed(FAILURE_THRESHOLD)
    due = now + FIRST_OPEN_TIME

    probing = admit(state, due)

    assert probing is not None
    assert probing != state
    assert admit(probing, due) is None
    assert admit(probing, due + PROBE_TIMEOUT) is not None


def test_a_good_probe_closes_the_circuit_and_a_bad_one_doubles_its_open_time() -> None:
    state, now = failed(FAILURE_THRESHOLD)
    probing = admit(state, now + FIRST_OPEN_TIME)
    assert probing is not None
    later = now + FIRST_OPEN_TIME + timedelta(seconds=1)

    worse = after_failure(probing, BUSY, later)

    assert after_success(probing) == CLOSED
    assert worse.open_until == later + 2 * FIRST_OPEN_TIME
    assert worse.probe_until is None


def test_open_times_grow_to_five_minutes_and_no_further() -> None:
    state, now = failed(FAILURE_THRESHOLD)
    for _ in range(20):
        assert state.open_until is not None
        now = state.open_until
        probing = admit(state, now)
        assert probing is not None
        state = after_failure(probing, BUSY, now)

    assert state.open_until == now + MAX_OPEN_TIME


def test_a_spent_daily_quota_opens_the_circuit_until_the_time_the_provider_names() -> None:
    state = after_failure(
        CLOSED, ModelError(ModelFault.RATE_LIMITED, "Spent.", retry_after_s=7_200, daily=True), NOW
    )

    assert state.open_until == NOW + timedelta(hours=2)


def test_a_spent_daily_quota_without_a_time_opens_the_circuit_for_an_hour() -> None:
    state = after_failure(CLOSED, ModelError(ModelFault.RATE_LIMITED, "Spent.", daily=True), NOW)

    assert state.open_until == NOW + timedelta(hours=1)


def test_a_late_success_from_before_the_opening_does_not_close_it() -> None:
    state, _ = failed(FAILURE_THRESHOLD)

    assert after_success(state) == state


def test_a_late_failure_from_before_the_opening_changes_neither_its_end_nor_its_reason() -> None:
    state, now = failed(FAILURE_THRESHOLD)
    late = ModelError(ModelFault.TIMEOUT, "m did not answer within 60 s.")

    after = after_failure(state, late, now + timedelta(seconds=1))

    assert (after.open_until, after.consecutive_opens) == (state.open_until, 1)
    assert after.reason == BUSY.message.rstrip(".")


class ManyCallers(RuleBasedStateMachine):
    """Callers begin and end calls in any order over one shared state, as replicas do."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.state = CLOSED
        self.under_way: list[datetime | None] = []
        """For each call under way: until when it counts as the probe, None for an ordinary call."""

    @rule(seconds=st.floats(0, 400))
    def time_passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def begin(self) -> None:
        allowed = admit(self.state, self.now)
        if self.state.open_until is not None and self.now < self.state.open_until:
            assert allowed is None
        if allowed is None:
            assert self.state.is_open
            return
        probe = allowed.probe_until if allowed != self.state else None
        if probe is not None:
            assert not any(until is not None and self.now < until for until in self.under_way)
        self.under_way.append(probe)
        self.state = allowed

    @precondition(lambda self: self.under_way)
    @rule(which=st.integers(0, 1_000))
    def succeed(self, which: int) -> None:
        was_probe = self.under_way.pop(which % len(self.under_way)) is not None
        self.state = after_success(self.state)
        if was_probe and self.state.is_open:
            assert self.state.probe_until is None

    @precondition(lambda self: self.under_way)
    @rule()
    def is_refused_at_once(self) -> None:
        if (probe_until := self.under_way.pop()) is not None:
            self.state = after_rejection(self.state, probe_until)

    @precondition(lambda self: self.under_way)
    @rule(
        which=st.integers(0, 1_000),
        fault=st.sampled_from(sorted(ModelFault)),
        wait=st.none() | st.floats(0, 4_000),
        daily=st.booleans(),
    )
    def fail(self, which: int, fault: ModelFault, wait: float | None, *, daily: bool) -> None:
        self.under_way.pop(which % len(self.under_way))
        before = self.state
        self.state = after_failure(
            before, ModelError(fault, "Failed.", retry_after_s=wait, daily=daily), self.now
        )
        if (
            fault in TRANSIENT_FAULTS
            and before.open_until is not None
            and before.open_until > self.now
        ):
            assert self.state.open_until is not None
            assert self.state.open_until >= before.open_until

    @invariant()
    def a_run_of_failures_always_ends_in_a_rest(self) -> None:
        assert self.state.is_open or self.state.failures < FAILURE_THRESHOLD

    @invariant()
    def only_a_model_that_rested_is_probed(self) -> None:
        assert self.state.probe_until is None or self.state.is_open

    @invariant()
    def every_rest_ends(self) -> None:
        if self.state.open_until is not None:
            far = max(self.state.open_until, self.state.probe_until or self.now)
            assert admit(self.state, far) is not None


TestManyCallers = ManyCallers.TestCase


def test_a_paused_model_gets_no_call_and_the_error_has_the_reason(clock: FrozenClock) -> None:
    model = ScriptedModel([BUSY] * FAILURE_THRESHOLD, name="m")
    guarded = CircuitBreakerModel(model, MemoryCircuitBreakers(), clock)
    for _ in range(FAILURE_THRESHOLD):
        with pytest.raises(ModelError, match="overloaded"):
            guarded.complete(make_call())

    with pytest.raises(
        CircuitOpen,
        match=r"m is paused until \d\d:\d\d after failing .* \(last: m is overloaded\)",
    ):
        guarded.complete(make_call())

    assert len(model.calls) == FAILURE_THRESHOLD


def test_one_of_many_threads_is_the_probe(clock: FrozenClock) -> None:
    breakers = MemoryCircuitBreakers()
    open_gate = threading.Event()

    def slow(_: ModelCall) -> Completion:
        open_gate.wait(5)
        return Completion(text="ok", model="m", provider="p")

    model = ScriptedModel([*[BUSY] * FAILURE_THRESHOLD, slow], name="m")
    guarded = CircuitBreakerModel(model, breakers, clock)
    for _ in range(FAILURE_THRESHOLD):
        with pytest.raises(ModelError):
            guarded.complete(make_call())
    clock.advance(FIRST_OPEN_TIME)
    outcomes: list[str] = []

    def call() -> None:
        try:
            outcomes.append(guarded.complete(make_call()).text)
        except CircuitOpen:
            outcomes.append("resting")
            if outcomes.count("resting") == 19:
                open_gate.set()

    threads = [threading.Thread(target=call) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["ok", *["resting"] * 19]
    assert breakers.read("scripted/m")[0] == CLOSED


@pytest.mark.parametrize("fault", [ModelFault.BUDGET, ModelFault.RATE_LIMITED])
def test_a_rejected_call_does_not_count_against_the_model(
    clock: FrozenClock, fault: ModelFault
) -> None:
    breakers = MemoryCircuitBreakers()
    refusals = [CallRejected(fault, "Not now.")] * (2 * FAILURE_THRESHOLD)
    guarded = CircuitBreakerModel(ScriptedModel(refusals, name="m"), breakers, clock)

    for _ in refusals:
        with pytest.raises(CallRejected):
            guarded.complete(make_call())

    assert breakers.read("scripted/m") == (CLOSED, 0)


def test_a_probe_that_was_not_made_leaves_it_to_the_next_call(clock: FrozenClock) -> None:
    breakers = MemoryCircuitBreakers()
    script = [*[BUSY] * FAILURE_THRESHOLD, CallRejected(ModelFault.BUDGET, "Spent."), "ok"]
    guarded = CircuitBreakerModel(ScriptedModel(script, name="m"), breakers, clock)
    for _ in range(FAILURE_THRESHOLD):
        with pytest.raises(ModelError):
            guarded.complete(make_call())
    clock.advance(FIRST_OPEN_TIME)
    with pytest.raises(CallRejected, match="Spent"):
        guarded.complete(make_call())
    assert breakers.read("scripted/m")[0].is_open

    assert guarded.complete(make_call()).text == "ok"


def test_a_healthy_model_costs_no_write(clock: FrozenClock) -> None:
    breakers = MemoryCircuitBreakers()

    CircuitBreakerModel(ScriptedModel(["ok"], name="m"), breakers, clock).complete(make_call())

    assert breakers.read("scripted/m") == (CLOSED, 0)


def test_a_result_written_by_another_caller_meanwhile_is_not_lost(clock: FrozenClock) -> None:
    breakers = MemoryCircuitBreakers()
    guarded = CircuitBreakerModel(ScriptedModel([BUSY], name="m"), breakers, clock)
    other = CircuitBreakerModel(ScriptedModel([BUSY], name="m"), breakers, clock)

    for each in (guarded, other):
        with pytest.raises(ModelError):
            each.complete(make_call())

    assert breakers.read("scripted/m")[0].failures == 2
    assert not breakers.swap("scripted/m", CLOSED, revision=1)
