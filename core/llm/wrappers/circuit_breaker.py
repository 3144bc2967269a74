"""Leaves a failing model alone: the breaker's rules applied to a state that all threads and replicas share."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Protocol

from core.clock import Clock
from core.errors import CallRejected, ModelError, ModelFault
from core.llm.wrappers.circuit_state import (
    CLOSED,
    CircuitState,
    admit,
    after_failure,
    after_rejection,
    after_success,
)
from core.ports import Completion, LanguageModel, ModelCall

MAX_SWAPS = 50
"""Tries to write a result while others write theirs; beyond it the result is left out, which delays a rest a little."""


class CircuitOpen(CallRejected):
    """The model is left alone, because it keeps failing."""


class CircuitBreakerStore(Protocol):
    """Where the states stand that all replicas share; one row for each model."""

    def read(self, model: str) -> tuple[CircuitState, int]:
        """Return a model's state and its revision; a model nobody wrote about is healthy, at revision 0."""
        ...

    def swap(self, model: str, state: CircuitState, *, revision: int) -> bool:
        """Write a state if `revision` is still the newest. Returns whether it was written."""
        ...


class MemoryCircuitBreakers:
    """States of one process; all that a laptop needs."""

    def __init__(self) -> None:
        self._states: dict[str, tuple[CircuitState, int]] = {}
        self._lock = Lock()

    def read(self, model: str) -> tuple[CircuitState, int]:
        with self._lock:
            return self._states.get(model, (CLOSED, 0))

    def swap(self, model: str, state: CircuitState, *, revision: int) -> bool:
        with self._lock:
            if self._states.get(model, (CLOSED, 0))[1] != revision:
                return False
            self._states[model] = (state, revision + 1)
            return True


class CircuitBreakerModel:
    """A model that rests while it keeps failing, and is then tried by one call alone."""

    def __init__(self, model: LanguageModel, breakers: CircuitBreakerStore, clock: Clock) -> None:
        self._model = model
        self._breakers = breakers
        self._clock = clock
        self._key = f"{model.provider}/{model.name}"

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def provider(self) -> str:
        return self._model.provider

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
        """Return until when this call is the probe, None for an ordinary one. Raises Resting."""
        state, revision = self._breakers.read(self._key)
        allowed = admit(state, self._clock.now())
        if allowed is None:
            raise self._circuit_open(state)
        if allowed != state and not self._breakers.swap(self._key, allowed, revision=revision):
            raise self._circuit_open(state)  # somebody else is the probe
        return allowed.probe_until if allowed != state else None

    def _apply(self, transition: Callable[[CircuitState], CircuitState]) -> None:
        update_state(self._breakers, self._key, transition)

    def _circuit_open(self, state: CircuitState) -> CircuitOpen:
        now = self._clock.now()
        until = max(t for t in (state.open_until, state.probe_until, now) if t is not None)
        when = f"until {until.astimezone():%H:%M} " if until > now else ""
        return CircuitOpen(
            ModelFault.OVERLOADED,
            f"{self.name} is left alone {when}{_open_reason(state)}.",
            retry_after_s=(until - now).total_seconds(),
        )


def update_state(
    breakers: CircuitBreakerStore, model: str, transition: Callable[[CircuitState], CircuitState]
) -> None:
    """Apply a transition to a state that others change meanwhile: each of them builds on the newest."""
    for _ in range(MAX_SWAPS):
        state, revision = breakers.read(model)
        changed = transition(state)
        if changed == state or breakers.swap(model, changed, revision=revision):
            return


def _open_reason(state: CircuitState) -> str:
    """Say why a model rests. One refusal that names a long wait is enough; then nothing failed again and again."""
    return (
        f"after failing again and again (last: {state.reason})"
        if state.failures > 1
        else f"({state.reason})"
    )
