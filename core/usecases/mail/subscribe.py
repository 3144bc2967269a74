"""A person's address for mail: ask for it to be confirmed, choose what is sent, remove it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound, ReinError
from core.mail.address import accept_address
from core.mail.choice import MailKind
from core.mail.closing import write_confirmation
from core.mail.delivery_result import MailUnavailable
from core.mail.message import Envelope
from core.mail.places import Places
from core.mail.preferences import MailPreferences, accept_preferences
from core.mail.secrets import message_id, new_key, new_secret, unsubscribe_secret
from core.mail.server import MailServer, mail_server_of
from core.store.accounts.values import account_of
from core.store.mail import read
from core.store.mail.values import DeliveryState, MailDelivery, MailSubscription
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow, without_viewer
from core.usecases.mail.send_mail import send_one
from core.usecases.tokens.tokens import digest_of

__all__ = [
    "AddressState",
    "DeliveryState",
    "MailDelivery",
    "MailKind",
    "MailPreferences",
    "MailView",
]

CONFIRMATION_LASTS = timedelta(hours=48)
MAX_REQUESTS_PER_DAY = 5
"""Confirmation mails a person can ask for in a day, so that no stranger is flooded with them."""

_NO_ADDRESS = "You have no address for mail."


class AddressState(StrEnum):
    """How a person's address stands."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    UNSUBSCRIBED = "unsubscribed"
    PAUSED = "paused"
    """The server refused several mails to it in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailView:
    """A person's address and wishes, and what became of the last mail."""

    address: str
    state: AddressState
    preferences: MailPreferences
    confirm_until: datetime | None
    unsubscribed_at: datetime | None
    reason: str
    """Why the server refused the last mail, or ""."""
    last: MailDelivery | None


@without_viewer(Access.OPEN, "reads a setting")
def is_configured(rein: Rein) -> bool:
    """Return whether this installation sends mail."""
    return mail_server_of(rein.settings) is not None


@allow(Access.PERSON)
def find_mail(rein: Rein, *, viewer: Viewer) -> MailView | None:
    """Return the viewer's address and wishes, or None."""
    found = read.find_subscription(rein.database, viewer.id)
    if found is None:
        return None
    return MailView(
        address=found.address,
        state=_state_of(found),
        preferences=found.preferences,
        confirm_until=found.confirm_until,
        unsubscribed_at=found.unsubscribed_at,
        reason=found.reason,
        last=read.find_last_delivery(rein.database, viewer.id),
    )


def _state_of(found: MailSubscription) -> AddressState:
    if found.paused_at is not None:
        return AddressState.PAUSED
    if found.confirmed_at is not None:
        return AddressState.CONFIRMED
    waits = found.confirm_digest is not None
    ended = found.unsubscribed_at is not None and not waits
    return AddressState.UNSUBSCRIBED if ended else AddressState.UNCONFIRMED


@allow(Access.PERSON)
def request_confirmation(rein: Rein, *, viewer: Viewer, address: str) -> None:
    """Store an address and send it a link that confirms it; nothing else is sent before.

    Raises InvalidInput, Conflict after too many requests in a day or if the address is confirmed,
    and MailUnavailable or ReinError if the mail was not accepted.
    """
    server, address = _require_server(rein), accept_address(address)
    secret, now = new_secret(), rein.clock.now()
    until = now + CONFIRMATION_LASTS
    with rein.database.begin() as work:
        work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
        today = rein.clock.today(viewer.time_zone)
        asked = replace(
            _subscription(work, viewer, address, today=today),
            confirm_digest=digest_of(secret),
            confirm_until=until,
        )
        work.mail.save(asked)
    shown_until = until.astimezone(viewer.time_zone)
    result = send_one(
        server,
        write_confirmation(Places(site=server.site).confirm(secret), until=shown_until),
        Envelope(
            to=address,
            message_id=message_id(asked.key, f"confirmation {asked.requests}", today),
            sent_at=now,
        ),
    )
    if result.failure is not None:
        raise ReinError(
            f"The mail server did not accept the mail ({result.answer}).",
            advice="Check the address, or try again later.",
        )


def _subscription(
    work: UnitOfWork, viewer: Viewer, address: str, *, today: date
) -> MailSubscription:
    """Return the subscription to confirm; another address gets another key."""
    known = work.mail.find(viewer.id)
    requests = known.requests + 1 if known is not None and known.requested_on == today else 1
    if requests > MAX_REQUESTS_PER_DAY:
        raise Conflict(
            f"Rein has sent {MAX_REQUESTS_PER_DAY} confirmation mails today.",
            advice="Look for one of them, also among spam, or ask again tomorrow.",
        )
    if known is not None and known.address == address:
        if _state_of(known) is AddressState.CONFIRMED:
            raise Conflict("This address is confirmed already.")
        return replace(known, requested_on=today, requests=requests)
    key = new_key()
    return MailSubscription(
        user_id=viewer.id,
        address=address,
        preferences=known.preferences if known is not None else MailPreferences(),
        key=key,
        unsubscribe_digest=digest_of(unsubscribe_secret(key)),
        requested_on=today,
        requests=requests,
    )


@allow(Access.PERSON)
def save_mail_preferences(
    rein: Rein, *, viewer: Viewer, daily: bool, weekly: bool, hour: int, weekday: int
) -> MailPreferences:
    """Store what the viewer is sent, and when. Raises InvalidInput, NotFound without address."""
    wanted = accept_preferences(daily=daily, weekly=weekly, hour=hour, weekday=weekday)
    with rein.database.begin() as work:
        if not work.mail.save_preferences(viewer.id, wanted):
            raise NotFound(_NO_ADDRESS)
    return wanted


@allow(Access.PERSON)
def remove_address(rein: Rein, *, viewer: Viewer) -> None:
    """Delete the viewer's address; nothing is sent from now on. Raises NotFound without one."""
    with rein.database.begin() as work:
        if not work.mail.remove(viewer.id):
            raise NotFound(_NO_ADDRESS)


def _require_server(rein: Rein) -> MailServer:
    server = mail_server_of(rein.settings)
    if server is None:
        raise MailUnavailable(
            "This installation sends no mail.", advice="An admin can set REIN_SMTP_HOST."
        )
    return server
