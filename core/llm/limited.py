"""Keeps the number of calls that are under way at one provider below what it allows.

A provider answers a burst with refusals that cost everybody a wait; a short queue of our own is fairer. The wait counts
towards the call's deadline, and one that eats half of it sends the call to the next model instead.
"""

import threading
from dataclasses import replace

from core.clock import Clock
from core.errors import ModelError, ModelFault
from core.ports import Completion, LanguageModel, ModelCall

WAITS_AT_MOST = 0.5
"""Share of the deadline that may be spent in the queue."""


class Places:
    """The places at one provider; all its models in this process share them."""

    def __init__(self, count: int) -> None:
        self._free = threading.BoundedSemaphore(count)

    def take(self, *, within_s: float) -> bool:
        """Wait for a place. Returns whether there was one in time."""
        return self._free.acquire(timeout=within_s)

    def leave(self) -> None:
        self._free.release()


class Limited:
    """A model that waits for a place before it is asked."""

    def __init__(self, model: LanguageModel, places: Places, clock: Clock) -> None:
        self._model = model
        self._places = places
        self._clock = clock

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def provider(self) -> str:
        return self._model.provider

    def complete(self, call: ModelCall) -> Completion:
        began = self._clock.monotonic()
        if not self._places.take(within_s=call.deadline_s * WAITS_AT_MOST):
            raise ModelError(ModelFault.RATE_LIMITED, f"{self.name} is busy with as many calls as it may have at once.")
        try:
            waited = self._clock.monotonic() - began
            return self._model.complete(replace(call, deadline_s=call.deadline_s - waited))
        finally:
            self._places.leave()
