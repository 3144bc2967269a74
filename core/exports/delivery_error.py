"""What a sink says when something did not arrive; apart from how it found out, which takes an HTTP library."""

from enum import StrEnum


class RetryDecision(StrEnum):
    """What to do about something that was not delivered."""

    LATER = "later"
    """It may work in a moment."""
    REFUSED = "refused"
    """This content will never be accepted."""
    PAUSED = "paused"
    """Nothing will be accepted until a person changes the settings."""


class DeliveryError(Exception):
    """Something did not reach its sink. `reason` is for people and never holds a key."""

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
