"""Raise, count and resolve alerts, and write down everything that happens to them."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, select, update

from core.store.alerts.rows import event_row, to_alert, to_event
from core.store.alerts.tables import alert_events, alerts
from core.store.alerts.values import (
    COOL_DOWN,
    Alert,
    AlertEvent,
    AlertEventKind,
    AlertLevel,
)
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.database.upsert import Insert, insert

_NEWEST = ("level", "message", "advice", "address", "last_at")
_NEW: Row = {"note": "", "seen_by": None, "seen_at": None, "resolved_at": None}


class AlertStore:
    """Writes alerts. A resolved alert that is raised again is unseen, with a count of 1."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, alert: Alert, *, now: datetime) -> None:
        """Raise an alert; if it is open already, increment its count and replace its text."""
        before = self._find(alert.key)
        statement = insert(self._connection, alerts).values(_new_row(alert, now))
        counted = _counting(statement).returning(alerts.c.times)
        times = self._connection.execute(counted).scalar_one()
        # The count says whether this transaction opened it, also if another has just done so.
        if times == 1:
            ended = before["resolved_at"] if before is not None else None
            soon = ended is not None and now - ended < COOL_DOWN
            self._note(AlertEventKind.REOPENED if soon else AlertEventKind.RAISED, alert, now=now)
        elif alert.level is AlertLevel.ERROR and before and before["level"] != alert.level:
            self._note(AlertEventKind.WORSENED, alert, now=now)

    def mark_seen(
        self, key: str, *, now: datetime, note: str = "", actor: str | None = None
    ) -> bool:
        """Mark an alert as seen. Returns whether it is open."""
        changed = self._change(key, seen_at=now, note=note, seen_by=actor)
        return self._note_all(AlertEventKind.ACKNOWLEDGED, changed, now=now, note=note, actor=actor)

    def resolve(
        self,
        key: str,
        *,
        now: datetime,
        note: str = "",
        actor: str | None = None,
        end: Alert | None = None,
    ) -> bool:
        """Resolve an alert. Returns whether it was open.

        `end` is what is written down of it: its figure now. Without it, the alert is repeated.
        """
        changed = self._change(key, resolved_at=now)
        if end is None or not changed:
            return self._note_all(AlertEventKind.RESOLVED, changed, now=now, note=note, actor=actor)
        over = replace(end, level=AlertLevel(changed[0]["level"]))
        self._note(AlertEventKind.RESOLVED, over, now=now, note=note, actor=actor)
        return True

    def resolve_older(self, kinds: Collection[str], *, than: datetime, now: datetime) -> int:
        """Resolve alerts of these kinds last raised before `than`. Returns how many there were."""
        old = alerts.c.kind.in_(kinds) & (alerts.c.last_at < than) & alerts.c.resolved_at.is_(None)
        ended = update(alerts).where(old).values(resolved_at=now).returning(alerts)
        rows = [dict(row) for row in self._connection.execute(ended).mappings()]
        self._note_all(AlertEventKind.RESOLVED, rows, now=now)
        return len(rows)

    def take_unannounced(self, *, limit: int) -> tuple[AlertEvent, ...]:
        """Return the oldest events that were not announced yet, and mark them as announced."""
        waiting = alert_events.c.announced.is_(False)
        oldest = select(alert_events).where(waiting).order_by(alert_events.c.id).limit(limit)
        rows = fetch_all(self._connection, oldest.with_for_update(skip_locked=True))
        taken = alert_events.c.id.in_([row["id"] for row in rows])
        self._connection.execute(update(alert_events).where(taken).values(announced=True))
        return tuple(map(to_event, rows))

    def _find(self, key: str) -> Row | None:
        columns = (alerts.c.level, alerts.c.resolved_at)
        return fetch_one(self._connection, select(*columns).where(alerts.c.key == key))

    def _change(self, key: str, **values: object) -> list[Row]:
        still_open = (alerts.c.key == key) & alerts.c.resolved_at.is_(None)
        change = update(alerts).where(still_open).values(**values).returning(alerts)
        return [dict(row) for row in self._connection.execute(change).mappings()]

    def _note_all(
        self,
        event: AlertEventKind,
        rows: Iterable[Row],
        **about: Any,  # noqa: ANN401 - passed on
    ) -> bool:
        found = [to_alert(row) for row in rows]
        for alert in found:
            self._note(event, alert, **about)
        return bool(found)

    def _note(
        self,
        event: AlertEventKind,
        alert: Alert,
        **about: Any,  # noqa: ANN401 - passed on
    ) -> None:
        self._connection.execute(alert_events.insert().values(event_row(event, alert, **about)))


def _new_row(alert: Alert, now: datetime) -> Row:
    return {
        "key": alert.key,
        "kind": alert.kind,
        "level": alert.level,
        "message": alert.message,
        "advice": alert.advice,
        "address": alert.address,
        "sample": alert.sample,
        "times": 1,
        "raised_at": now,
        "last_at": now,
        **_NEW,
    }


def _counting(statement: Insert) -> Insert:
    """Return the insert that increments the count of an open alert, and opens a resolved one."""
    over = alerts.c.resolved_at.is_not(None)
    again: Row = {
        name: case((over, statement.excluded[name]), else_=alerts.c[name])
        for name in ("raised_at", "seen_at", "note", "seen_by")
    }
    changes = again | {name: statement.excluded[name] for name in _NEWEST}
    changes |= {"times": case((over, 1), else_=alerts.c.times + 1), "resolved_at": None}
    return statement.on_conflict_do_update(index_elements=["key"], set_=changes)
