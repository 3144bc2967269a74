"""Every error Rein raises on purpose: what happened, and what the reader can do about it."""

from enum import StrEnum


class ReinError(Exception):
    """Base of all deliberate errors.

    `expected` errors are shown to the person; the others are bugs and are logged with a trace id.
    """

    expected = True

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class InvalidInput(ReinError):
    """What the person sent cannot be used; `field` names the control that holds it."""

    def __init__(self, message: str, *, field: str = "", advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.field = field


class GoalDeclined(InvalidInput):
    """The gate rejected a text: it is no goal, or its plan would do harm.

    `instead` is a safe goal to start from, if there is one. `final` is False if the person may
    insist that the text is a goal.
    """

    def __init__(self, message: str, *, instead: str = "", final: bool) -> None:
        super().__init__(message, field="text")
        self.instead = instead
        self.final = final


class NotFound(ReinError):
    """The requested object does not exist, or the person may not see it."""


class NotAllowed(ReinError):
    """The person's role does not allow this."""


class Conflict(ReinError):
    """The object has changed or ended since it was read, so the request no longer applies."""


class LimitReached(ReinError):
    """A person, token or address did as much as is allowed; it is possible again later."""

    def __init__(self, message: str, *, advice: str = "", wait_s: int) -> None:
        super().__init__(message, advice=advice)
        self.wait_s = wait_s


class ConfigurationError(ReinError):
    """An environment variable or a project file has a value Rein cannot run with."""


class StorageUnavailable(ReinError):
    """The database cannot be read or written right now."""


class StorageDamaged(StorageUnavailable):
    """The database file is damaged: waiting does not help."""


class ModelFault(StrEnum):
    """How a model call can fail. The errors of all providers map to these."""

    RATE_LIMITED = "rate_limited"
    OVERLOADED = "overloaded"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    BAD_GATEWAY = "bad_gateway"
    BLOCKED = "blocked"
    TRUNCATED = "truncated"
    INVALID = "invalid"
    EMPTY = "empty"
    AUTH = "auth"
    BAD_REQUEST = "bad_request"
    BUDGET = "budget"
    """The call was not made, because too little is left of the day's budget."""


TRANSIENT_FAULTS = frozenset(
    {
        ModelFault.RATE_LIMITED,
        ModelFault.OVERLOADED,
        ModelFault.TIMEOUT,
        ModelFault.CONNECTION,
        ModelFault.BAD_GATEWAY,
        ModelFault.EMPTY,
    }
)
"""Faults that may pass with time, so they are retried and counted by the circuit breaker.

The others concern the call, the key or the text.
"""


class ModelError(ReinError):
    """A model call failed; `fault` says how, in terms that all providers share."""

    def __init__(
        self,
        fault: ModelFault,
        message: str,
        *,
        advice: str = "",
        retry_after_s: float | None = None,
        daily: bool = False,
    ) -> None:
        super().__init__(message, advice=advice)
        self.fault = fault
        self.retry_after_s = retry_after_s
        self.daily = daily


class CallRejected(ModelError):
    """The call was not made, so it says nothing about the model, and a retry would not help."""


class ConsentMissing(CallRejected):
    """The person whose words the call holds did not agree that they go to this host."""

    def __init__(self, message: str) -> None:
        super().__init__(ModelFault.AUTH, message)


class OverBudget(CallRejected):
    """The budget does not cover the call, but would with a smaller output token limit."""

    def __init__(self, message: str, *, left_usd: float) -> None:
        super().__init__(ModelFault.BUDGET, message)
        self.left_usd = left_usd
