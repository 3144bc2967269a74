"""An account as it is stored."""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.user import User
from core.ports import Tier

__all__ = ["Account", "Tier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person with their tier."""

    user: User
    tier: Tier = Tier.BASIC
    sample: bool = False
    created_at: datetime
