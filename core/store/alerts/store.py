"""Alerts: raised once for each thing they are about, counted up while it lasts, and ended."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, case, update

from core.store.alerts.tables import alerts
from core.store.alerts.values import Alert
from core.store.database.upsert import insert


class AlertStore:
    """Writes alerts. One that was ended and comes back begins anew, unseen."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, alert: Alert, *, now: datetime) -> None:
        """Raise an alert; where it stands already, count it up and take the newest words."""
        row = {
            "key": alert.key,
            "kind": alert.kind,
            "level": alert.level,
            "message": alert.message,
            "advice": alert.advice,
            "times": 1,
            "raised_at": now,
            "last_at": now,
        }
        statement = insert(self._connection, alerts).values(row)
        over = alerts.c.resolved_at.is_not(None)
        newest = {
            name: statement.excluded[name] for name in ("level", "message", "advice", "last_at")
        }
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["key"],
                set_=newest
                | {
                    "times": case((over, 1), else_=alerts.c.times + 1),
                    "raised_at": case(
                        (over, statement.excluded.raised_at), else_=alerts.c.raised_at
                    ),
                    "seen_at": case((over, None), else_=alerts.c.seen_at),
                    "resolved_at": None,
                },
            )
        )

    def mark_seen(self, key: str, *, now: datetime) -> bool:
        """Note that somebody knows of it. Returns whether there is such an open alert."""
        return self._change(key, seen_at=now)

    def resolve(self, key: str, *, now: datetime) -> bool:
        """End an alert. Returns whether it was open."""
        return self._change(key, resolved_at=now)

    def resolve_older(self, kinds: Collection[str], *, than: datetime, now: datetime) -> int:
        """End the alerts of these kinds that nothing was added to since a moment. Returns how many there were."""
        old = alerts.c.kind.in_(kinds) & (alerts.c.last_at < than) & alerts.c.resolved_at.is_(None)
        return self._connection.execute(update(alerts).where(old).values(resolved_at=now)).rowcount

    def _change(self, key: str, **values: datetime) -> bool:
        still_open = (alerts.c.key == key) & alerts.c.resolved_at.is_(None)
        return (
            self._connection.execute(update(alerts).where(still_open).values(**values)).rowcount > 0
        )
