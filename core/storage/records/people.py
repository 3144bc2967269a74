"""An account: a person as they are stored."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.coaching.user import User


class Tier(StrEnum):
    """Which models a person's goals may be written by."""

    BASIC = "basic"
    PROFESSIONAL = "professional"
    PREMIUM = "premium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person, and what belongs to their account."""

    user: User
    tier: Tier = Tier.BASIC
    sample: bool = False
    created_at: datetime
