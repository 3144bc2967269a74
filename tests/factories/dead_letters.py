"""The dead deliveries of a database, for tests of exports."""

from dataclasses import dataclass

from sqlalchemy import select

from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.exports.read import NO_REASON
from core.store.exports.tables import outbox
from core.store.exports.values import OutboxState


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A dead delivery, with the sink's reason."""

    id: int
    sink: str
    kind: str
    trace_id: str
    reason: str
    attempts: int


def list_dead_letters(database: Database) -> tuple[DeadLetter, ...]:
    """Return the dead deliveries, newest first."""
    dead = select(outbox).where(outbox.c.state == OutboxState.DEAD).order_by(outbox.c.id.desc())
    names = ("id", "sink", "kind", "trace_id", "attempts")
    with database.read() as connection:
        return tuple(
            DeadLetter(reason=row["reason"] or NO_REASON, **{name: row[name] for name in names})
            for row in fetch_all(connection, dead)
        )
