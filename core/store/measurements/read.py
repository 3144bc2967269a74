"""Read the measurements of goals."""

from sqlalchemy import Connection, select

from core.progress.measurements import Measurement
from core.store.measurements.tables import measurements


def list_measurements(connection: Connection, goal_id: str) -> tuple[Measurement, ...]:
    """Return the measurements of a goal, by day, oldest first."""
    query = (
        select(measurements)
        .where(measurements.c.goal_id == goal_id)
        .order_by(measurements.c.day, measurements.c.id)
    )
    return tuple(
        Measurement(
            id=row.id,
            day=row.day,
            metric=row.metric,
            value=row.value,
            unit=row.unit,
            created_at=row.created_at,
        )
        for row in connection.execute(query)
    )
