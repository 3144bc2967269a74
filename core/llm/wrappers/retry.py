"""Asks again where a failure is likely to pass, within the call's own deadline.

The server's waiting time is honoured to the second, because knocking earlier costs quota and changes nothing; without
one, waits grow and are drawn at random, so that a crowd of workers does not come back in step. What will not pass by
waiting (a refused key, a bad request, a blocked text, a spent quota) is passed on at once. Every attempt is a call of
its own in the trace and in the ledger.
"""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import replace

from core.clock import Clock
from core.errors import CallRejected, ModelError, ModelFault
from core.llm.reply.display_sink import restart, with_restart
from core.ports import Completion, LanguageModel, ModelCall
from core.tracing.tracer import current_trace_id

PASSING = frozenset(
    {
        ModelFault.RATE_LIMITED,
        ModelFault.OVERLOADED,
        ModelFault.TIMEOUT,
        ModelFault.CONNECTION,
        ModelFault.BAD_GATEWAY,
        ModelFault.EMPTY,
    }
)
MAX_ATTEMPTS = 3
FIRST_WAIT_S = 0.5
MAX_WAIT_S = 8.0
MIN_ATTEMPT_SECONDS = 2.0
"""Time that must be left for an attempt after the wait; less would only spend money on a reply nobody waits for."""

_log = logging.getLogger(__name__)


class RetryingModel:
    """A model that is asked up to three times."""

    def __init__(
        self,
        model: LanguageModel,
        clock: Clock,
        *,
        sleep: Callable[[float], None] = time.sleep,
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._model = model
        self._clock = clock
        self._sleep = sleep
        self._draw = draw

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def provider(self) -> str:
        return self._model.provider

    def complete(self, call: ModelCall) -> Completion:
        began = self._clock.monotonic()
        attempt = call = with_restart(call)
        for number in range(1, MAX_ATTEMPTS + 1):
            try:
                completion = self._model.complete(attempt)
            except ModelError as error:
                left = call.deadline_s - (self._clock.monotonic() - began)
                wait = self._wait(error, number)
                again = (
                    number < MAX_ATTEMPTS
                    and wait is not None
                    and left - wait >= MIN_ATTEMPT_SECONDS
                )
                took_s = call.deadline_s - left
                self._log_attempt(
                    logging.INFO,
                    "model_call_failed",
                    attempt,
                    took_s=took_s,
                    fault=error.fault,
                    again=again,
                )
                if wait is None or not again:
                    raise
                restart(call)
                self._sleep(wait)
                attempt = replace(
                    call,
                    deadline_s=left - wait,
                    attempt=call.attempt + number,
                    note=f"Asked again after {wait:.1f} s, because {error.message.rstrip('.')}.",
                )
            else:
                self._log_attempt(
                    logging.DEBUG,
                    "model_call_answered",
                    attempt,
                    took_s=self._clock.monotonic() - began,
                )
                return completion
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _log_attempt(
        self, level: int, event: str, call: ModelCall, *, took_s: float, **fields: object
    ) -> None:
        """Log how an attempt ended, with the time since the first one began; never what was asked or answered."""
        if not _log.isEnabledFor(level):
            return
        about = {
            "model": self.name,
            "provider": self.provider,
            "purpose": call.purpose,
            "run_id": call.run_id,
            "goal_id": call.goal_id,
            "trace_id": current_trace_id(),
            "stage": call.stage,
            "attempt": call.attempt,
            "duration_s": round(took_s, 3),
        }
        _log.log(level, event, extra={"fields": about | fields})

    def _wait(self, error: ModelError, number: int) -> float | None:
        if error.fault not in PASSING or error.daily or isinstance(error, CallRejected):
            return None
        if error.retry_after_s is not None:
            return error.retry_after_s + self._draw() * FIRST_WAIT_S
        ceiling = min(MAX_WAIT_S, FIRST_WAIT_S * 4.0**number)
        return ceiling * (0.5 + self._draw() / 2)
