"""Records of mail."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.accounts.viewer import Viewer
from core.mail.choice import MailKind
from core.mail.preferences import MailPreferences


class DeliveryState(StrEnum):
    """What became of a mail."""

    SENDING = "sending"
    """Claimed by a process, which may have died since."""
    SENT = "sent"
    WAITING = "waiting"
    """Surely not accepted; it is tried again on the same day."""
    REFUSED = "refused"
    FAILED = "failed"
    """Not accepted before the day was over."""
    IN_DOUBT = "in_doubt"
    """It may have arrived, so it is never sent again."""
    NOTHING_DUE = "nothing_due"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSubscription:
    """A person's address and wishes."""

    user_id: str
    address: str
    preferences: MailPreferences
    key: str
    unsubscribe_digest: str
    confirm_digest: str | None = None
    confirm_until: datetime | None = None
    requested_on: date
    requests: int = 1
    confirmed_at: datetime | None = None
    unsubscribed_at: datetime | None = None
    refusals: int = 0
    paused_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDelivery:
    """The mail of one person on one day."""

    user_id: str
    day: date
    kind: MailKind
    state: DeliveryState
    attempts: int = 1
    claimed_at: datetime
    retry_at: datetime | None = None
    sent_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRecipient:
    """A person who may be due a mail, with the last one."""

    viewer: Viewer
    subscription: MailSubscription
    last: MailDelivery | None
