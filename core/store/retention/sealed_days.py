"""Read the sealed days of rollups."""

from datetime import date

from sqlalchemy import Connection, select

from core.store.database.rows import fetch_all
from core.store.retention.tables import sealed_days


def list_sealed_days(connection: Connection) -> dict[str, tuple[date, ...]]:
    """Return the sealed days by the name of the rollup; rollups without one are missing."""
    found: dict[str, list[date]] = {}
    query = select(sealed_days.c.rollup, sealed_days.c.day).order_by(sealed_days.c.day)
    for row in fetch_all(connection, query):
        found.setdefault(row["rollup"], []).append(row["day"])
    return {rollup: tuple(days) for rollup, days in found.items()}
