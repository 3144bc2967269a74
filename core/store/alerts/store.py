"""Raise, count and resolve alerts."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, case, update

from core.store.alerts.tables import alerts
from core.store.alerts.values import Alert
from core.store.database.upsert import insert


class AlertStore:
    """Writes alerts. A resolved alert that is raised again is unseen, with a count of 1."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, alert: Alert, *, now: datetime) -> None:
        """Raise an alert; if it is open already, increment its count and replace its text."""
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
        """Mark an alert as seen. Returns whether it is open."""
        return self._change(key, seen_at=now)

    def resolve(self, key: str, *, now: datetime) -> bool:
        """Resolve an alert. Returns whether it was open."""
        return self._change(key, resolved_at=now)

    def resolve_older(self, kinds: Collection[str], *, than: datetime, now: datetime) -> int:
        """Resolve alerts of these kinds last raised before `than`. Returns how many there were."""
        old = alerts.c.kind.in_(kinds) & (alerts.c.last_at < than) & alerts.c.resolved_at.is_(None)
        return self._connection.execute(update(alerts).where(old).values(resolved_at=now)).rowcount

    def _change(self, key: str, **values: datetime) -> bool:
        still_open = (alerts.c.key == key) & alerts.c.resolved_at.is_(None)
        return (
            self._connection.execute(update(alerts).where(still_open).values(**values)).rowcount > 0
        )
