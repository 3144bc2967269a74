"""The record of an account."""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.user import User
from core.accounts.viewer import Viewer
from core.ports import Tier

__all__ = ["Account", "Tier", "account_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person with their tier."""

    user: User
    tier: Tier = Tier.BASIC
    sample: bool = False
    time_zone: str | None = None
    """IANA name of the person's time zone; None is the zone of the machine."""
    created_at: datetime


def account_of(viewer: Viewer, *, created_at: datetime, tier: Tier = Tier.BASIC) -> Account:
    """Return the account that a viewer gets when they first write something."""
    return Account(user=viewer.user, tier=tier, time_zone=viewer.zone_name, created_at=created_at)
