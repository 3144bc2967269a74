"""Rows of alerts as values, and values as rows."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.store.alerts.values import (
    ANNOUNCED,
    Alert,
    AlertEvent,
    AlertEventKind,
    AlertFigure,
    AlertKind,
    AlertLevel,
)
from core.store.database.rows import Row

_FIGURE = tuple(AlertFigure.__dataclass_fields__)
_SAME = ("id", "key", "message", "advice", "address", "note", "actor", "at")


def to_event(row: Row) -> AlertEvent:
    """Return a row of `alert_events` as a value."""
    figure = None
    if row["value"] is not None:
        figure = AlertFigure(**{name: row[name] for name in _FIGURE})
    return AlertEvent(
        kind=AlertKind(row["kind"]),
        level=AlertLevel(row["level"]),
        event=AlertEventKind(row["event"]),
        figure=figure,
        **{name: row[name] for name in _SAME},
    )


def event_row(
    event: AlertEventKind, alert: Alert, *, now: datetime, note: str = "", actor: str | None = None
) -> dict[str, Any]:
    """Return the row of something that happened to an alert."""
    return {
        "key": alert.key,
        "kind": alert.kind,
        "level": alert.level,
        "event": event,
        "message": alert.message,
        "advice": alert.advice,
        "address": alert.address,
        "note": note,
        "actor": actor,
        "at": now,
        "announced": alert.sample or event not in ANNOUNCED,
        "sample": alert.sample,
        **(asdict(alert.figure) if alert.figure else dict.fromkeys(_FIGURE)),
    }


def to_alert(row: Row) -> Alert:
    """Return a row of `alerts` as an alert."""
    return Alert(
        key=row["key"],
        kind=AlertKind(row["kind"]),
        level=AlertLevel(row["level"]),
        message=row["message"],
        advice=row["advice"],
        address=row["address"],
        sample=row["sample"],
    )
