"""Write check-ins, and read those that a new one is compared with."""

from sqlalchemy import Connection, delete, select, update

from core.progress.check_in import CheckIn
from core.store.check_ins.rows import check_in_of, row_of
from core.store.check_ins.tables import check_ins
from core.store.database.rows import fetch_all, fetch_one
from core.store.database.upsert import insert
from core.store.outcomes.store import OutcomeStore

COMPARED = 2
"""Earlier check-ins that an answer is written from."""


class CheckInStore:
    """Writes check-ins; the caller checks whose goal it is."""

    def __init__(self, connection: Connection, outcomes: OutcomeStore) -> None:
        self._connection = connection
        self._outcomes = outcomes

    def add(self, check_in: CheckIn) -> bool:
        """Add a check-in. Returns False if its goal has one with the same key or id."""
        self._outcomes.touch(check_in.goal_id)
        row = insert(self._connection, check_ins).values(row_of(check_in))
        added = row.on_conflict_do_nothing().returning(check_ins.c.id)
        return self._connection.execute(added).first() is not None

    def replace(self, check_in: CheckIn) -> None:
        """Replace a stored check-in."""
        self._outcomes.touch(check_in.goal_id)
        change = update(check_ins).where(check_ins.c.id == check_in.id).values(row_of(check_in))
        self._connection.execute(change)

    def delete(self, check_in_id: str) -> None:
        """Delete a check-in."""
        gone = delete(check_ins).where(check_ins.c.id == check_in_id)
        for goal_id in self._connection.execute(gone.returning(check_ins.c.goal_id)).scalars():
            self._outcomes.touch(goal_id)

    def find(self, check_in_id: str) -> CheckIn | None:
        """Return a check-in, or None."""
        row = fetch_one(self._connection, select(check_ins).where(check_ins.c.id == check_in_id))
        return None if row is None else check_in_of(row)

    def find_by_key(self, goal_id: str, key: str) -> CheckIn | None:
        """Return the check-in of a goal with this key, or None."""
        query = select(check_ins).where(check_ins.c.goal_id == goal_id, check_ins.c.key == key)
        row = fetch_one(self._connection, query)
        return None if row is None else check_in_of(row)

    def list_last(self, goal_id: str, *, before: str | None = None) -> tuple[CheckIn, ...]:
        """Return the last two check-ins of a goal, newest first; those before an id if given."""
        query = select(check_ins).where(check_ins.c.goal_id == goal_id)
        if before is not None:
            query = query.where(check_ins.c.id < before)
        rows = fetch_all(self._connection, query.order_by(check_ins.c.id.desc()).limit(COMPARED))
        return tuple(map(check_in_of, rows))
