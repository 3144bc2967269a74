"""Write share links."""

from datetime import datetime

from sqlalchemy import Connection, delete, update

from core.store.database.upsert import replace_rows
from core.store.shares.tables import plan_shares
from core.store.shares.values import ShareLink


class ShareStore:
    """Writes links to plans; the caller checks whose goal it is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, link: ShareLink) -> None:
        """Store a link; it replaces the one of the same goal."""
        row = {
            "goal_id": link.goal_id,
            "user_id": link.user_id,
            "digest": link.digest,
            "created_at": link.created_at,
            "expires_at": link.expires_at,
            "opened": link.opened,
            "last_opened_at": link.last_opened_at,
        }
        replace_rows(self._connection, plan_shares, [row])

    def delete(self, goal_id: str) -> bool:
        """Delete the link of a goal. Return False if there is none."""
        of_goal = plan_shares.c.goal_id == goal_id
        return self._connection.execute(delete(plan_shares).where(of_goal)).rowcount > 0

    def count_opened(self, digest: str, *, now: datetime) -> None:
        """Record that the page of a link was opened."""
        link = plan_shares.c
        opened = update(plan_shares).where(link.digest == digest)
        self._connection.execute(opened.values(opened=link.opened + 1, last_opened_at=now))
