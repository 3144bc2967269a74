"""The demo sample: everything that is marked as sample, as a whole."""

from sqlalchemy import Connection, func, select

from core.store.goals.tables import goals
from core.store.retention import erasure


class SampleStore:
    """Counts and removes the sample."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self) -> int:
        """Return how many sample goals there are."""
        return self._connection.execute(
            select(func.count()).select_from(goals).where(goals.c.sample)
        ).scalar_one()

    def delete_all(self) -> None:
        """Remove the sample with its figures; nothing real is touched."""
        erasure.erase_sample(self._connection)
