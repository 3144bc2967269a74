"""What the links in mails do: confirm an address, and end all mail. The link is the secret.

A wrong, an expired and a used secret are answered alike, and each costs one hash and one indexed
read, so an answer reveals nothing about a secret.
"""

from dataclasses import dataclass

from core.bootstrap import Rein
from core.errors import NotFound
from core.store.mail.read import find_by_confirmation, find_by_unsubscribe
from core.usecases.access.allow import Access, without_viewer
from core.usecases.tokens.tokens import digest_of

__all__ = [
    "LinkedAddress",
    "confirm_address",
    "find_address_to_confirm",
    "find_address_to_unsubscribe",
    "unsubscribe",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedAddress:
    """The address that a link is about, for a reader who has the link."""

    address: str
    ended: bool = False
    """True if nothing is sent to it any more."""


@without_viewer(Access.SECRET, "a link from a mail names the person")
def find_address_to_confirm(rein: Rein, secret: str) -> LinkedAddress:
    """Return the address that a link confirms, without confirming it. Raises NotFound.

    Mail programs open links by themselves, so opening one changes nothing.
    """
    found = find_by_confirmation(rein.database, digest_of(secret), now=rein.clock.now())
    if found is None:
        raise _missing()
    return LinkedAddress(address=found.address)


@without_viewer(Access.SECRET, "a link from a mail names the person")
def confirm_address(rein: Rein, secret: str) -> None:
    """Confirm the address of a link, once. Raises NotFound."""
    with rein.database.begin() as work:
        if not work.mail.confirm(digest_of(secret), now=rein.clock.now()):
            raise _missing()


@without_viewer(Access.SECRET, "a link from a mail names the person")
def find_address_to_unsubscribe(rein: Rein, secret: str) -> LinkedAddress:
    """Return the address that an unsubscribe link is about. Raises NotFound."""
    found = find_by_unsubscribe(rein.database, digest_of(secret))
    if found is None:
        raise _missing()
    return LinkedAddress(address=found.address, ended=found.unsubscribed_at is not None)


@without_viewer(Access.SECRET, "a link from a mail names the person")
def unsubscribe(rein: Rein, secret: str) -> None:
    """End all mail to the address of a link; a second time changes nothing. Raises NotFound."""
    with rein.database.begin() as work:
        if not work.mail.unsubscribe(digest_of(secret), now=rein.clock.now()):
            raise _missing()


def _missing() -> NotFound:
    return NotFound(
        "This link does not work.",
        advice="It was used, it expired, or it is incomplete. The page Today makes a new one.",
    )
