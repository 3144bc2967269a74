"""Write who coaches whom."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, update

from core.store.coaches.tables import goal_coaches
from core.store.coaches.values import Coaching
from core.store.database.upsert import insert_rows


class CoachStore:
    """Writes invitations and coaches; the caller checks whose goal it is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, coaching: Coaching) -> None:
        """Store a new invitation."""
        insert_rows(self._connection, goal_coaches, [asdict(coaching)])

    def accept(self, coaching_id: str, *, coach_id: str, now: datetime) -> bool:
        """Let a person coach; return False if another one was faster."""
        change = (
            update(goal_coaches)
            .where(goal_coaches.c.id == coaching_id, goal_coaches.c.coach_id.is_(None))
            .values(coach_id=coach_id, accepted_at=now)
        )
        return self._connection.execute(change).rowcount > 0

    def remove(
        self, goal_id: str, *, coaching_id: str | None = None, coach_id: str | None = None
    ) -> bool:
        """Delete one invitation or coach of a goal; return False if there is none."""
        which = (
            goal_coaches.c.id == coaching_id
            if coach_id is None
            else goal_coaches.c.coach_id == coach_id
        )
        gone = delete(goal_coaches).where(goal_coaches.c.goal_id == goal_id, which)
        return self._connection.execute(gone).rowcount > 0
