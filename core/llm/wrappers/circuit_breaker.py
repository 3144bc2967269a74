"""Leaves a failing model alone: the breaker's rules applied to a state that all threads and replicas share."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Protocol

from core.clock import Clock
from core.errors import ModelError, ModelFault, NotAsked
from core.llm.wrappers.circuit_state import (
    HEALTHY,
    Breaker,
    after_failure,
    after_refusal,
    after_success,
    try_call,
)
from core.ports import Completion, LanguageModel, ModelCall

MAX_SWAPS = 50
"""Tries to write a result while others write theirs; beyond it the result is left out, which delays a rest a little."""


class Resting(NotAsked):
    """The model is left alone, because it keeps failing."""


class BreakerStore(Protocol):
    """Where the states stand that all replicas share; one row for each model."""

    def read(self, model: str) -> tuple[Breaker, int]:
        """Return a model's state and its revision; a model nobody wrote about is healthy, at revision 0."""
        ...

    def swap(self, model: str, state: Breaker, *, revision: int) -> bool:
        """Write a state if `revision` is still the newest. Returns whether it was written."""
        ...


class MemoryBreakers:
    """States of one process; all that a laptop needs."""

    def __init__(self) -> None:
        self._states: dict[str, tuple[Breaker, int]] = {}
        self._lock = Lock()

    def read(self, model: str) -> tuple[Breaker, int]:
        with self._lock:
            return self._states.get(model, (HEALTHY, 0))

    def swap(self, model: str, state: Breaker, *, revision: int) -> bool:
        with self._lock:
            if self._states.get(model, (HEALTHY, 0))[1] != revision:
                return False
            self._states[model] = (state, revision + 1)
            return True


class Guarded:
    """A model that rests while it keeps failing, and is then tried by one call alone."""

    def __init__(self, model: LanguageModel, breakers: BreakerStore, clock: Clock) -> None:
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
        except NotAsked:
            if probe_until is not None:
                self._apply(partial(after_refusal, probe_until=probe_until))
            raise
        except ModelError as error:
            self._apply(partial(after_failure, error=error, now=self._clock.now()))
            raise
        self._apply(after_success)
        return completion

    def _admit(self) -> datetime | None:
        """Return until when this call is the probe, None for an ordinary one. Raises Resting."""
        state, revision = self._breakers.read(self._key)
        allowed = try_call(state, self._clock.now())
        if allowed is None:
            raise self._resting(state)
        if allowed != state and not self._breakers.swap(self._key, allowed, revision=revision):
            raise self._resting(state)  # somebody else is the probe
        return allowed.probe_until if allowed != state else None

    def _apply(self, transition: Callable[[Breaker], Breaker]) -> None:
        change(self._breakers, self._key, transition)

    def _resting(self, state: Breaker) -> Resting:
        now = self._clock.now()
        until = max(t for t in (state.rests_until, state.probe_until, now) if t is not None)
        when = f"until {until.astimezone():%H:%M} " if until > now else ""
        return Resting(
            ModelFault.OVERLOADED,
            f"{self.name} is left alone {when}{_why(state)}.",
            retry_after_s=(until - now).total_seconds(),
        )


def change(breakers: BreakerStore, model: str, transition: Callable[[Breaker], Breaker]) -> None:
    """Apply a transition to a state that others change meanwhile: each of them builds on the newest."""
    for _ in range(MAX_SWAPS):
        state, revision = breakers.read(model)
        changed = transition(state)
        if changed == state or breakers.swap(model, changed, revision=revision):
            return


def _why(state: Breaker) -> str:
    """Say why a model rests. One refusal that names a long wait is enough; then nothing failed again and again."""
    return (
        f"after failing again and again (last: {state.reason})"
        if state.failures > 1
        else f"({state.reason})"
    )
