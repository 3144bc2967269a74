"""Write the audit log."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, event, func, select

from core.store.audit.changes import current_change
from core.store.audit.tables import audit_log
from core.store.audit.values import READINGS_STAY, AuditAction, AuditEntry
from core.store.database.upsert import insert

_WRITING = ("insert", "update", "delete")


class AuditStore:
    """Adds lines to the audit log; there is no way to change one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._change = current_change()
        self._has_written = False
        if self._change is not None and not self._change.recorded:
            event.listen(connection, "after_cursor_execute", self._watch)

    def record(self, entry: AuditEntry) -> None:
        """Add a line; it is the line of the change that its actor declared, too."""
        if self._change is not None and self._change.actor_id == entry.actor_id:
            self._change.recorded = True
        self._connection.execute(audit_log.insert().values(_row(entry)))

    def describe(self, details: Mapping[str, str], *, subject: str = "") -> None:
        """Add to the line of the declared change; neither holds a text that a person wrote."""
        if self._change is not None:
            self._change.details = {**self._change.details, **details}
            self._change.subject = subject or self._change.subject

    def record_once(self, entries: Collection[AuditEntry]) -> None:
        """Add the lines that are not there yet, by their value of `once`."""
        for entry in entries:
            query = insert(self._connection, audit_log).values(_row(entry))
            self._connection.execute(query.on_conflict_do_nothing(index_elements=["once"]))

    def remove_readings(self, *, before: datetime, limit: int) -> int:
        """Delete the oldest lines about readings; return their number. Other lines stay."""
        newest = self._connection.execute(select(func.max(audit_log.c.at))).scalar()
        if newest is None:
            return 0
        until = min(before, newest - READINGS_STAY)
        old = (audit_log.c.action == AuditAction.TEXTS_READ, audit_log.c.at < until)
        ids = select(audit_log.c.id).where(*old).order_by(audit_log.c.id).limit(limit)
        found = self._connection.execute(ids).scalars().all()
        self._connection.execute(delete(audit_log).where(audit_log.c.id.in_(found)))
        return len(found)

    def finish(self) -> None:
        """Add the line of the declared change, if this transaction has written something."""
        change = self._change
        if change is not None and self._has_written and not change.recorded:
            self._connection.execute(audit_log.insert().values(_row(change.to_entry())))

    def _watch(
        self,
        connection: Connection,
        cursor: Any,  # noqa: ANN401 - of either driver
        statement: str,
        parameters: object,
        context: object,
        executemany: bool,  # noqa: FBT001 - the event passes it so
    ) -> None:
        del connection, parameters, context, executemany
        text = statement.lower()
        # SQLite counts the rows of a statement with RETURNING only when they are fetched.
        wrote = cursor.rowcount != 0 or " returning " in text
        if wrote and text.lstrip()[:6] in _WRITING:
            self._has_written = True


def _row(entry: AuditEntry) -> dict[str, Any]:
    return {
        "at": entry.at,
        "actor_id": entry.actor_id,
        "action": entry.action,
        "subject": entry.subject,
        "details": dict(entry.details),
        "once": entry.once,
    }
