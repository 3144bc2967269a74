"""Write the measurements of goals."""

from sqlalchemy import Connection, delete

from core.progress.measurements import Measurement
from core.store.database.upsert import insert
from core.store.measurements.tables import measurements


class MeasurementStore:
    """Writes measurements; the caller checks whose goal it is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, goal_id: str, measured: Measurement, *, user_id: str | None) -> None:
        """Add a measurement, once: the same id again changes nothing."""
        row = {
            "id": measured.id,
            "goal_id": goal_id,
            "user_id": user_id,
            "day": measured.day,
            "metric": measured.metric,
            "value": measured.value,
            "unit": measured.unit,
            "created_at": measured.created_at,
        }
        statement = insert(self._connection, measurements).values(row)
        self._connection.execute(statement.on_conflict_do_nothing())

    def remove(self, goal_id: str, measurement_id: str) -> bool:
        """Remove a measurement of a goal, and return whether there was one."""
        of_goal = (measurements.c.goal_id == goal_id, measurements.c.id == measurement_id)
        return self._connection.execute(delete(measurements).where(*of_goal)).rowcount > 0
