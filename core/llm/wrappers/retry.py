"""Retries transient failures within the call's deadline.

The wait that a server asks for is honoured to the second, because an earlier retry costs quota and
changes nothing. Without one, waits grow and are jittered, so that many workers do not retry in
step. A fault that does not pass by waiting (a refused key, a bad request, a blocked text, a spent
quota) is raised at once. Every attempt has its own span and ledger entry.
"""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import replace

from core.backoff import Backoff
from core.clock import Clock
from core.errors import TRANSIENT_FAULTS, CallRejected, ModelError
from core.llm.reply.display_sink import restart, with_restart
from core.llm.wrappers.wrapped_model import WrappedModel
from core.ports import Completion, LanguageModel, ModelCall
from core.tracing.tracer import current_trace_id

MAX_ATTEMPTS = 3
BACKOFF = Backoff(first_s=2.0, factor=4.0, max_s=8.0)
MIN_ATTEMPT_SECONDS = 2.0
"""Time that must be left for an attempt after the wait; a shorter one would waste its cost."""

_log = logging.getLogger(__name__)


class RetryingModel(WrappedModel):
    """A model that is called up to three times."""

    def __init__(
        self,
        model: LanguageModel,
        clock: Clock,
        *,
        sleep: Callable[[float], None] = time.sleep,
        draw: Callable[[], float] = random.random,
    ) -> None:
        super().__init__(model)
        self._clock = clock
        self._sleep = sleep
        self._draw = draw

    def complete(self, call: ModelCall) -> Completion:
        began = self._clock.monotonic()
        attempt = call = with_restart(call)
        for number in range(1, MAX_ATTEMPTS + 1):
            try:
                completion = self._model.complete(attempt)
            except ModelError as error:
                took_s = self._clock.monotonic() - began
                left_s = call.deadline_s - took_s
                wait_s = self._wait_s(error, number)
                if wait_s is not None and (
                    number == MAX_ATTEMPTS or left_s - wait_s < MIN_ATTEMPT_SECONDS
                ):
                    wait_s = None
                self._log_failed(attempt, error, took_s=took_s, again=wait_s is not None)
                if wait_s is None:
                    raise
                restart(call)
                self._sleep(wait_s)
                attempt = replace(
                    call,
                    deadline_s=left_s - wait_s,
                    attempt=call.attempt + number,
                    note=f"Retried after {wait_s:.1f} s, because {error.message.rstrip('.')}.",
                )
            else:
                self._log_answered(attempt, took_s=self._clock.monotonic() - began)
                return completion
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _wait_s(self, error: ModelError, number: int) -> float | None:
        """Return the seconds to wait after attempt `number`, or None if a retry is pointless."""
        rejected = isinstance(error, CallRejected)
        if error.fault not in TRANSIENT_FAULTS or error.daily or rejected:
            return None
        return BACKOFF.jittered_s(number, retry_after_s=error.retry_after_s, draw=self._draw)

    def _log_failed(
        self, call: ModelCall, error: ModelError, *, took_s: float, again: bool
    ) -> None:
        fields = self._log_fields(call, took_s) | {"fault": error.fault, "again": again}
        _log.info("model_call_failed", extra={"fields": fields})

    def _log_answered(self, call: ModelCall, *, took_s: float) -> None:
        if _log.isEnabledFor(logging.DEBUG):
            fields = self._log_fields(call, took_s)
            _log.debug("model_call_answered", extra={"fields": fields})

    def _log_fields(self, call: ModelCall, took_s: float) -> dict[str, object]:
        """Return what is logged of an attempt: never its request or its reply."""
        return {
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
