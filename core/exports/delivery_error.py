"""The error a sink raises if a delivery fails; free of any HTTP library."""

from enum import StrEnum


class RetryDecision(StrEnum):
    """What to do with something that was not delivered."""

    LATER = "later"
    """A retry may succeed."""
    REFUSED = "refused"
    """This content will never be accepted."""
    PAUSED = "paused"
    """Nothing will be accepted until a person changes the settings."""


class DeliveryError(Exception):
    """A delivery failed. `reason` is written for people and never contains a key."""

    def __init__(
        self,
        then: RetryDecision,
        reason: str,
        *,
        status: int | None = None,
        wait_s: float | None = None,
    ) -> None:
        super().__init__(reason)
        self.then = then
        self.reason = reason
        self.status = status
        self.wait_s = wait_s
