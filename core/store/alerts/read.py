"""List open alerts, and what happened to all of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, case, exists, func, select

from core.store.alerts.rows import to_event
from core.store.alerts.tables import alert_events, alerts
from core.store.alerts.values import AlertEvent, AlertEventKind, AlertFigure, AlertKind, AlertLevel
from core.store.database.engine import Database
from core.store.database.rows import fetch_all

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
    note: str = ""
    """What that person wrote."""
    address: str = ""
    """The page with the records behind it; empty if there is none."""
    figure: AlertFigure | None = None
    """The figure when it was raised; None if it is about none."""


def list_open_alerts(database: Database, *, sample: bool = False) -> tuple[OpenAlert, ...]:
    """Return the open alerts: unseen first, then errors, then newest."""
    unseen = case((alerts.c.seen_at.is_(None), 0), else_=1)
    gravest = case((alerts.c.level == AlertLevel.ERROR, 0), else_=1)
    query = select(alerts).where(alerts.c.resolved_at.is_(None), alerts.c.sample.is_(sample))
    ordered = query.order_by(unseen, gravest, alerts.c.last_at.desc(), alerts.c.key).limit(
        MAX_ALERTS
    )
    with database.read() as connection:
        rows = connection.execute(ordered).all()
        figures = _figures_when_raised(connection, [row.key for row in rows])
    return tuple(_alert(row, figures.get(row.key)) for row in rows)


def _figures_when_raised(
    connection: Connection, keys: Collection[str]
) -> dict[str, AlertFigure | None]:
    """Return the figure of the newest time that each of these alerts was raised."""
    raised = (AlertEventKind.RAISED, AlertEventKind.REOPENED)
    newest = (
        select(func.max(alert_events.c.id))
        .where(alert_events.c.key.in_(sorted(keys)), alert_events.c.event.in_(raised))
        .group_by(alert_events.c.key)
    )
    query = select(alert_events).where(alert_events.c.id.in_(newest.scalar_subquery()))
    events = map(to_event, fetch_all(connection, query)) if keys else ()
    return {event.key: event.figure for event in events}


def _alert(row: Row[tuple[object, ...]], figure: AlertFigure | None) -> OpenAlert:
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
        note=row.note,
        address=row.address,
        figure=figure,
    )


def list_alert_events(
    connection: Connection, *, limit: int, before_id: int | None = None, sample: bool = False
) -> tuple[AlertEvent, ...]:
    """Return what happened to alerts, newest first, from before an event if one is given."""
    chosen = select(alert_events).where(alert_events.c.sample.is_(sample))
    query = chosen.order_by(alert_events.c.id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(alert_events.c.id < before_id)
    return tuple(map(to_event, fetch_all(connection, query)))


def has_unannounced(connection: Connection) -> bool:
    """Return whether something happened to an alert that was not announced yet."""
    waiting = select(exists().where(alert_events.c.announced.is_(False)))
    return connection.execute(waiting).scalar_one()


def find_alert_events(connection: Connection, ids: Collection[int]) -> dict[int, AlertEvent]:
    """Return events by their ids; unknown ones are missing."""
    query = select(alert_events).where(alert_events.c.id.in_(sorted(ids)))
    return {event.id: event for event in map(to_event, fetch_all(connection, query))}
