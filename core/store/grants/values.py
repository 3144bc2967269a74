"""Records of grants to read texts in full."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingGrant:
    """A reviewer sees texts of others with personal data for a time."""

    id: str
    user_id: str
    created_by: str
    reason: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def is_in_force(self, now: datetime) -> bool:
        """Return whether it counts at this moment."""
        return self.revoked_at is None and now < self.expires_at
