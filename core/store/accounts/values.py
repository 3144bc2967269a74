"""An account: a person as they are stored."""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.user import User
from core.ports import Tier

__all__ = ["Account", "Tier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person, and what belongs to their account."""

    user: User
    tier: Tier = Tier.BASIC
    sample: bool = False
    created_at: datetime
