"""How sending a mail ended: accepted, or why not and what may be done then."""

from dataclasses import dataclass
from enum import StrEnum

from core.errors import ReinError


class MailFailure(StrEnum):
    """Why a mail was not accepted."""

    TEMPORARY = "temporary"
    """The server asked to try later, or the connection ended before the mail was sent."""
    REFUSED = "refused"
    """The server refused this address or this mail for good."""
    SENDER = "sender"
    """The server refused our sender, so it will refuse every mail."""
    IN_DOUBT = "in_doubt"
    """The connection ended after the mail was sent and before the answer: it may have arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendResult:
    """The answer of the server to one mail."""

    answer: str
    """In one line, without secrets; it may name the address."""
    code: int | None = None
    failure: MailFailure | None = None
    """None if the mail was accepted."""


class MailUnavailable(ReinError):
    """The mail server cannot be reached or refuses us; `lasting` if only an admin can end that.

    The message holds no password.
    """

    def __init__(self, message: str, *, advice: str = "", lasting: bool = False) -> None:
        super().__init__(message, advice=advice)
        self.lasting = lasting
