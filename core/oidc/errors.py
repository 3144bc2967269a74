"""How a sign-in by a provider can fail."""

from core.errors import NotAllowed, ReinError


class ProviderUnavailable(ReinError):
    """The provider does not answer, or not as the standard has it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} does not answer as it should at the moment.", advice="Try again in a minute."
        )
        self.reason = reason
        """What went wrong, for the log."""


class ProviderMisconfigured(ReinError):
    """The provider does not accept Rein, which an admin has to change."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} does not accept sign-ins to this Rein.",
            advice="An admin has to look at its settings; the log of the server says why.",
        )
        self.reason = reason


class SignInRefused(NotAllowed):
    """The provider, or what it says of the person, does not permit the sign-in."""

    def __init__(self, message: str, *, advice: str, reason: str) -> None:
        super().__init__(message, advice=advice)
        self.reason = reason


def too_old(reason: str) -> SignInRefused:
    """Return the error of a sign-in that was begun elsewhere, took too long, or was used."""
    return SignInRefused(
        "This sign-in is too old, or was used already.",
        advice="Begin it once more.",
        reason=reason,
    )
