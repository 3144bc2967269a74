"""Stops calls to a failing model: applies the circuit breaker's rules to a shared state."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from core import formats
from core.clock import Clock
from core.errors import CallRejected, ModelError, ModelFault
from core.llm.wrappers.circuit_state import (
    CircuitState,
    admit,
    after_failure,
    after_rejection,
    after_success,
)
from core.llm.wrappers.wrapped_model import WrappedModel
from core.ports import Completion, LanguageModel, ModelCall

MAX_SWAPS = 50
"""Attempts to write a result while others write theirs. After the last one the result is dropped,
which delays the opening of the circuit by one failure."""


class CircuitOpen(CallRejected):
    """The circuit of this model is open, so the call was not made."""


class CircuitBreakerStore(Protocol):
    """The circuit states that all replicas share, one per model."""

    def read(self, model: str) -> tuple[CircuitState, int]:
        """Return a model's state and its revision; CLOSED at revision 0 if none is stored."""
        ...

    def swap(self, model: str, state: CircuitState, *, revision: int) -> bool:
        """Write a state if `revision` is still the newest. Returns whether it was written."""
        ...


class CircuitBreakerModel(WrappedModel):
    """A model that gets no calls while its circuit is open, then one probe."""

    def __init__(self, model: LanguageModel, breakers: CircuitBreakerStore, clock: Clock) -> None:
        super().__init__(model)
        self._breakers = breakers
        self._clock = clock
        self._key = f"{model.provider}/{model.name}"

    def complete(self, call: ModelCall) -> Completion:
        probe_until = self._admit()
        try:
            completion = self._model.complete(call)
        except CallRejected:
            if probe_until is not None:
                self._apply(partial(after_rejection, probe_until=probe_until))
            raise
        except ModelError as error:
            self._apply(partial(after_failure, error=error, now=self._clock.now()))
            raise
        self._apply(after_success)
        return completion

    def _admit(self) -> datetime | None:
        """Return the end of the probe if this call is the probe, else None. Raises CircuitOpen."""
        state, revision = self._breakers.read(self._key)
        admitted = admit(state, self._clock.now())
        if admitted is None:
            raise self._circuit_open(state)
        if admitted == state:
            return None
        if not self._breakers.swap(self._key, admitted, revision=revision):
            raise self._circuit_open(state)  # another call became the probe
        return admitted.probe_until

    def _apply(self, transition: Callable[[CircuitState], CircuitState]) -> None:
        update_state(self._breakers, self._key, transition)

    def _circuit_open(self, state: CircuitState) -> CircuitOpen:
        now = self._clock.now().astimezone()
        until = max(t for t in (state.open_until, state.probe_until, now) if t is not None)
        when = f"until {formats.time_of_day(until, now=now)} " if until > now else ""
        return CircuitOpen(
            ModelFault.OVERLOADED,
            f"{self.name} is paused {when}{_open_reason(state)}.",
            retry_after_s=(until - now).total_seconds(),
        )


def update_state(
    breakers: CircuitBreakerStore, model: str, transition: Callable[[CircuitState], CircuitState]
) -> None:
    """Apply a transition to the newest state of a model, and retry if another writer was first."""
    for _ in range(MAX_SWAPS):
        state, revision = breakers.read(model)
        changed = transition(state)
        if changed == state or breakers.swap(model, changed, revision=revision):
            return


def _open_reason(state: CircuitState) -> str:
    """Return why the circuit is open. One rate limit with a long wait is enough to open it."""
    if state.failures > 1:
        return f"after failing repeatedly (last: {state.reason})"
    return f"({state.reason})"
