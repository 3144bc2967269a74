"""Write grants to read texts in full."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, update

from core.store.database.upsert import insert_rows
from core.store.grants.tables import reading_grants
from core.store.grants.values import ReadingGrant


class GrantStore:
    """Adds and revokes grants; their lines stay as long as the reviewer's account."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, grant: ReadingGrant) -> None:
        """Store a grant in place of those in force for the same reviewer."""
        self.revoke(grant.user_id, now=grant.created_at)
        insert_rows(self._connection, reading_grants, [asdict(grant)])

    def revoke(self, user_id: str, *, now: datetime) -> bool:
        """End what is in force for a reviewer; return whether there was something."""
        in_force = (
            reading_grants.c.user_id == user_id,
            reading_grants.c.revoked_at.is_(None),
            reading_grants.c.expires_at > now,
        )
        change = update(reading_grants).where(*in_force).values(revoked_at=now)
        return self._connection.execute(change).rowcount > 0
