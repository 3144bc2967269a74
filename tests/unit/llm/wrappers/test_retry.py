"""Retries: only of transient faults, within the deadline, not before the server allows."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import TRANSIENT_FAULTS, ModelError, ModelFault
from core.llm.wrappers.circuit_breaker import CircuitOpen
from core.llm.wrappers.retry import MAX_ATTEMPTS, MIN_ATTEMPT_SECONDS, RetryingModel
from core.ports import Completion, ModelCall
from tests.factories.calls import make_call
from tests.fakes import FrozenClock, ScriptedModel

BUSY = ModelError(ModelFault.OVERLOADED, "m is overloaded.")


class Stage:
    """A model, a clock that its sleeps and its calls move on, and the waits that were slept."""

    def __init__(
        self, replies: list[str | ModelError], *, takes_s: float = 0.0, draw: float = 0.0
    ) -> None:
        self.clock = FrozenClock()
        self.waits: list[float] = []
        self.model = ScriptedModel([self._slow(reply, takes_s) for reply in replies])
        self.retrying = RetryingModel(self.model, self.clock, sleep=self._sleep, draw=lambda: draw)

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.clock.advance(seconds)

    def _slow(self, reply: str | ModelError, takes_s: float) -> Callable[[ModelCall], Completion]:
        def answer(_: ModelCall) -> Completion:
            self.clock.advance(takes_s)
            if isinstance(reply, ModelError):
                raise reply
            return Completion(text=reply, model="m", provider="p")

        return answer


def test_a_transient_failure_is_retried_after_a_wait() -> None:
    stage = Stage([BUSY, BUSY, "ok"])

    completion = stage.retrying.complete(make_call(attempt=4))

    assert completion.text == "ok"
    assert stage.waits == [1.0, 4.0]
    assert [call.attempt for call in stage.model.calls] == [4, 5, 6]
    assert stage.model.calls[1].note == "Retried after 1.0 s, because m is overloaded."


def test_the_third_failure_is_heard() -> None:
    stage = Stage([BUSY] * MAX_ATTEMPTS)

    with pytest.raises(ModelError, match="overloaded"):
        stage.retrying.complete(make_call())

    assert len(stage.model.calls) == MAX_ATTEMPTS


@pytest.mark.parametrize("fault", sorted(set(ModelFault) - TRANSIENT_FAULTS))
def test_what_waiting_does_not_mend_is_passed_on_at_once(fault: ModelFault) -> None:
    stage = Stage([ModelError(fault, "No.")])

    with pytest.raises(ModelError):
        stage.retrying.complete(make_call())

    assert stage.waits == []


@pytest.mark.parametrize(
    "error",
    [
        ModelError(ModelFault.RATE_LIMITED, "Spent.", retry_after_s=1.0, daily=True),
        CircuitOpen(ModelFault.OVERLOADED, "Left alone.", retry_after_s=1.0),
    ],
)
def test_a_spent_daily_quota_and_an_open_circuit_are_not_retried(error: ModelError) -> None:
    stage = Stage([error])

    with pytest.raises(ModelError):
        stage.retrying.complete(make_call())

    assert stage.waits == []


def test_the_servers_waiting_time_is_honoured() -> None:
    stage = Stage([ModelError(ModelFault.RATE_LIMITED, "Wait.", retry_after_s=7.0), "ok"], draw=1.0)

    stage.retrying.complete(make_call())

    assert stage.waits == [7.5]


def test_a_wait_that_leaves_no_time_to_answer_is_not_begun() -> None:
    stage = Stage([ModelError(ModelFault.RATE_LIMITED, "Wait.", retry_after_s=30.0)])

    with pytest.raises(ModelError, match="Wait"):
        stage.retrying.complete(make_call(deadline_s=31.0))

    assert stage.waits == []


def test_a_call_that_used_its_whole_deadline_is_not_repeated() -> None:
    stage = Stage([ModelError(ModelFault.TIMEOUT, "Late.")], takes_s=60.0)

    with pytest.raises(ModelError, match="Late"):
        stage.retrying.complete(make_call(deadline_s=60.0))

    assert len(stage.model.calls) == 1


@given(
    deadline=st.floats(1, 120),
    takes=st.floats(0, 60),
    draw=st.floats(0, 1),
    waits=st.lists(st.none() | st.floats(0, 90), min_size=MAX_ATTEMPTS, max_size=MAX_ATTEMPTS),
)
def test_all_attempts_together_stay_within_the_deadline(
    deadline: float, takes: float, draw: float, waits: list[float | None]
) -> None:
    takes = min(takes, deadline)
    errors: list[str | ModelError] = [
        ModelError(ModelFault.OVERLOADED, "Busy.", retry_after_s=w) for w in waits
    ]
    stage = Stage(errors, takes_s=takes, draw=draw)

    with pytest.raises(ModelError):
        stage.retrying.complete(make_call(deadline_s=deadline))

    calls = stage.model.calls
    assert len(calls) <= MAX_ATTEMPTS
    assert all(call.deadline_s >= MIN_ATTEMPT_SECONDS - 1e-4 for call in calls[1:])
    begun = sum(stage.waits) + takes * (len(calls) - 1)
    assert begun + calls[-1].deadline_s <= deadline + 1e-4  # a clock of microseconds
    assert all(
        given is None or wait >= given for wait, given in zip(stage.waits, waits, strict=False)
    )
