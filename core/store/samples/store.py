"""Count and delete the sample data."""

from sqlalchemy import Connection, func, select

from core.store.goals.tables import goals
from core.store.retention import erasure


class SampleStore:
    """Counts and deletes sample data."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self) -> int:
        """Return the number of sample goals."""
        return self._connection.execute(
            select(func.count()).select_from(goals).where(goals.c.sample)
        ).scalar_one()

    def delete_all(self) -> None:
        """Delete all sample data with its rollups; other data is not changed."""
        erasure.erase_sample(self._connection)
