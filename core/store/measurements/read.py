"""Read the measurements of goals."""

from datetime import date

from sqlalchemy import Connection, func, select, tuple_

from core.errors import InvalidInput
from core.progress.measurements import Measurement
from core.store.database.pagination import (
    Page,
    clamp_limit,
    cut_page,
    decode_cursor,
    encode_cursor,
)
from core.store.database.rows import Row, fetch_all
from core.store.measurements.tables import measurements


def list_measurements(connection: Connection, goal_id: str) -> tuple[Measurement, ...]:
    """Return the measurements of a goal, by day, oldest first."""
    query = (
        select(measurements)
        .where(measurements.c.goal_id == goal_id)
        .order_by(measurements.c.day, measurements.c.id)
    )
    return tuple(map(_to_measurement, fetch_all(connection, query)))


def count_measurements(connection: Connection, goal_id: str) -> int:
    """Return how many measurements a goal has."""
    count = select(func.count()).where(measurements.c.goal_id == goal_id)
    return int(connection.execute(count).scalar_one())


def list_newest_measurements(
    connection: Connection, goal_id: str, *, limit: int, cursor: str | None = None
) -> Page[Measurement]:
    """Return a page of the measurements of a goal, by day, newest first."""
    query = select(measurements).where(measurements.c.goal_id == goal_id)
    place = tuple_(measurements.c.day, measurements.c.id)
    if cursor is not None:
        day, last = decode_cursor(cursor, str, str)
        query = query.where(place < (_day(str(day)), last))
    newest = query.order_by(measurements.c.day.desc(), measurements.c.id.desc())
    found = fetch_all(connection, newest.limit(clamp_limit(limit) + 1))
    rows = tuple(map(_to_measurement, found))
    return cut_page(rows, limit, lambda one: encode_cursor(one.day.isoformat(), one.id))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput("This page of the list cannot be found.", field="cursor") from error


def _to_measurement(row: Row) -> Measurement:
    return Measurement(
        id=row["id"],
        day=row["day"],
        metric=row["metric"],
        value=row["value"],
        unit=row["unit"],
        created_at=row["created_at"],
    )
