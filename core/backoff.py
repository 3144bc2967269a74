"""Exponential backoff: how long to wait before another attempt."""

import random
from collections.abc import Callable
from dataclasses import dataclass

MAX_DOUBLINGS = 32
"""The exponent stops growing here, so that a long series of failures cannot overflow."""
RETRY_AFTER_JITTER_S = 0.5
"""Longest wait that is added to the wait a server asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """Waits that grow by a factor with each failed attempt, up to a limit."""

    first_s: float
    max_s: float
    factor: float = 2.0

    def wait_s(self, failures: int) -> float:
        """Return the seconds to wait after `failures` consecutive failures."""
        return min(self.max_s, self.first_s * self.factor ** min(failures - 1, MAX_DOUBLINGS))

    def jittered_s(
        self,
        failures: int,
        *,
        retry_after_s: float | None = None,
        draw: Callable[[], float] = random.random,
    ) -> float:
        """Return the seconds to wait, with a random part so that callers do not retry in step.

        That is half to all of `wait_s(failures)`. A wait that the server
        asks for replaces it and is never shortened.
        """
        share = 0.5 + draw() / 2
        if retry_after_s is not None:
            return retry_after_s + share * RETRY_AFTER_JITTER_S
        return share * self.wait_s(failures)
