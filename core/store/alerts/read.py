"""List open alerts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, case, select

from core.store.alerts.tables import alerts
from core.store.alerts.values import AlertKind, AlertLevel
from core.store.database.engine import Database

MAX_ALERTS = 50
"""Largest number of alerts in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAlert:
    """One alert that is not resolved."""

    key: str
    """Identifies it to `mark_seen` and `resolve`."""
    kind: AlertKind
    level: AlertLevel
    message: str
    advice: str
    times: int
    """How often it was raised."""
    raised_at: datetime
    last_at: datetime
    seen_at: datetime | None
    """When a person marked it as seen; None if it is unseen."""


def list_open_alerts(database: Database) -> tuple[OpenAlert, ...]:
    """Return the open alerts: unseen first, then errors, then newest."""
    unseen = case((alerts.c.seen_at.is_(None), 0), else_=1)
    gravest = case((alerts.c.level == AlertLevel.ERROR, 0), else_=1)
    query = select(alerts).where(alerts.c.resolved_at.is_(None))
    ordered = query.order_by(unseen, gravest, alerts.c.last_at.desc(), alerts.c.key).limit(
        MAX_ALERTS
    )
    with database.read() as connection:
        return tuple(_alert(row) for row in connection.execute(ordered))


def _alert(row: Row[tuple[object, ...]]) -> OpenAlert:
    return OpenAlert(
        key=row.key,
        kind=AlertKind(row.kind),
        level=AlertLevel(row.level),
        message=row.message,
        advice=row.advice,
        times=row.times,
        raised_at=row.raised_at,
        last_at=row.last_at,
        seen_at=row.seen_at,
    )
