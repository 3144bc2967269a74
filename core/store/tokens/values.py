"""The record of an access token: its account, its uses and its hash, never the token itself."""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.scope import Scope
from core.accounts.user import User


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRecord:
    """One access token. `digest` is its SHA-256 in hexadecimal."""

    id: str
    name: str
    user: User
    """The person it acts as."""
    time_zone: str | None = None
    """IANA name of that person's time zone, from their account."""
    digest: str
    created_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    scopes: frozenset[Scope] | None = None
    """What it may be used for; None is everything that its account may do."""
    expires_at: datetime | None = None
    """When it ends by itself; None is never."""

    def is_expired(self, now: datetime) -> bool:
        """Return whether its time is over."""
        return self.expires_at is not None and self.expires_at <= now

    def permits(self, scope: Scope) -> bool:
        """Return whether it may be used for requests of this scope."""
        return self.scopes is None or scope in self.scopes
