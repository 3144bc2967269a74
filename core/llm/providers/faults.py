"""Builds the errors of all providers: the fault, and the message for people."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from core import formats
from core.clock import Clock
from core.errors import ModelError, ModelFault
from core.ports import BilledError, Completion

LONG_WAIT_S = 60.0
"""A wait this long is shown with its end time, because it outlasts a visit to the page."""
MAX_DETAIL = 300
"""Most characters of a provider's own error message in a trace."""

_MASKED = re.compile(r"\S*\*{3,}\S*")
"""A key as some providers repeat it: its first and last characters around asterisks."""

_OF_STATUS: Mapping[int, ModelFault] = {
    HTTPStatus.UNAUTHORIZED: ModelFault.AUTH,
    HTTPStatus.FORBIDDEN: ModelFault.AUTH,
    HTTPStatus.REQUEST_TIMEOUT: ModelFault.TIMEOUT,
    HTTPStatus.CONFLICT: ModelFault.OVERLOADED,
    HTTPStatus.TOO_MANY_REQUESTS: ModelFault.RATE_LIMITED,
    HTTPStatus.BAD_GATEWAY: ModelFault.BAD_GATEWAY,
    HTTPStatus.GATEWAY_TIMEOUT: ModelFault.TIMEOUT,
}

_SENTENCES: Mapping[ModelFault, str] = {
    ModelFault.OVERLOADED: "{model} is overloaded or out of order at the moment",
    ModelFault.TIMEOUT: "{model} gave up before it had an answer",
    ModelFault.CONNECTION: "{model} could not be reached",
    ModelFault.BAD_GATEWAY: "{model} sent something that is not an answer",
    ModelFault.BLOCKED: (
        "{model} declined to write about this (its own filter; nothing is wrong with asking)"
    ),
    ModelFault.TRUNCATED: "{model} reached its output token limit before it finished",
    ModelFault.INVALID: "{model} answered in a form that cannot be used",
    ModelFault.EMPTY: "{model} sent an empty answer",
    ModelFault.AUTH: "The key for {model} was refused",
    ModelFault.BAD_REQUEST: "{model} did not accept the request",
    ModelFault.BUDGET: (
        "{model} was not asked, because too little is left of today's budget for models"
    ),
}


def fault_of_status(status: int) -> ModelFault:
    """Return the fault for an HTTP status."""
    if status in _OF_STATUS:
        return _OF_STATUS[status]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ModelFault.OVERLOADED
    if status >= HTTPStatus.BAD_REQUEST:
        return ModelFault.BAD_REQUEST
    return ModelFault.BAD_GATEWAY


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelErrors:
    """Builds the errors of one model."""

    model: str
    key_name: str
    """The setting of its key, named in the advice if the key is rejected."""
    secret: str
    """The key, which is removed from every detail."""
    clock: Clock

    def error(self, fault: ModelFault, *, detail: str = "") -> ModelError:
        """Return the error for a fault."""
        advice = (
            f"Check {self.key_name}, or the key on Settings." if fault is ModelFault.AUTH else ""
        )
        message = f"{_SENTENCES[fault].format(model=self.model)}."
        return ModelError(fault, message, advice=f"{advice} {self._detail(detail)}".strip())

    def billed(self, fault: ModelFault, completion: Completion) -> BilledError:
        """Return the error for a reply that was billed and cannot be used."""
        message = f"{_SENTENCES[fault].format(model=self.model)}."
        detail = (
            f"(finish reason {completion.finish_reason})"
            if completion.finish_reason != "stop"
            else ""
        )
        return BilledError(fault, message, completion=completion, advice=detail)

    def interrupted(self, failure: ModelError, completion: Completion) -> BilledError:
        """Return `failure` as the error of a reply that had begun and was billed in part."""
        cut = failure.fault is ModelFault.CONNECTION
        return BilledError(
            failure.fault,
            f"{self.model} broke off in the middle of its answer." if cut else failure.message,
            completion=completion,
            advice=failure.advice,
            retry_after_s=failure.retry_after_s,
            daily=failure.daily,
        )

    def timed_out(self, deadline_s: float) -> ModelError:
        """Return the error for a call that exceeded its deadline."""
        return ModelError(
            ModelFault.TIMEOUT, f"{self.model} did not answer within {deadline_s:g} s."
        )

    def rate_limited(
        self, retry_after_s: float | None, *, daily: bool, detail: str = ""
    ) -> ModelError:
        """Return the error for a rate limit or a spent quota, with the time to wait."""
        return ModelError(
            ModelFault.RATE_LIMITED,
            f"{self.model} {self._wait(retry_after_s, daily=daily)}.",
            advice=self._detail(detail),
            retry_after_s=retry_after_s,
            daily=daily,
        )

    def _wait(self, retry_after_s: float | None, *, daily: bool) -> str:
        if retry_after_s is not None and retry_after_s >= LONG_WAIT_S:
            now = self.clock.now().astimezone()
            until = now + timedelta(seconds=retry_after_s)
            return f"is out of quota until {formats.time_of_day(until, now=now)}"
        return "has used up its quota" if daily else "is asked too often at the moment"

    def _detail(self, detail: str) -> str:
        hidden = detail.replace(self.secret, "[key]") if self.secret else detail
        short = " ".join(_MASKED.sub("[key]", hidden).split())[:MAX_DETAIL]
        return f"({short})" if short else ""
