"""Read grants to read texts in full."""

from datetime import datetime

from sqlalchemy import Select, select

from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.grants.tables import reading_grants
from core.store.grants.values import ReadingGrant


def find_grant(database: Database, user_id: str, *, now: datetime) -> ReadingGrant | None:
    """Return the grant of a reviewer that is in force, or None."""
    query = _in_force(now).where(reading_grants.c.user_id == user_id)
    with database.read() as connection:
        rows = fetch_all(connection, query.order_by(reading_grants.c.expires_at.desc()).limit(1))
    return ReadingGrant(**rows[0]) if rows else None


def list_grants(database: Database, *, now: datetime) -> tuple[ReadingGrant, ...]:
    """Return all grants that are in force, those that end last first."""
    query = _in_force(now).order_by(reading_grants.c.expires_at.desc(), reading_grants.c.id)
    with database.read() as connection:
        return tuple(ReadingGrant(**row) for row in fetch_all(connection, query))


def _in_force(now: datetime) -> Select[tuple[object, ...]]:
    return select(reading_grants).where(
        reading_grants.c.revoked_at.is_(None), reading_grants.c.expires_at > now
    )
