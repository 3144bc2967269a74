"""List what happened to alerts: raised, acknowledged with a note, resolved, and by whom."""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.accounts.read import list_names
from core.store.alerts.read import list_alert_events
from core.store.alerts.values import AlertEventKind, AlertLevel
from core.usecases.access.allow import Access, allow

__all__ = ["AlertEntry", "AlertEventKind", "AlertHistory", "list_alert_history"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertEntry:
    """One thing that happened to an alert."""

    event: AlertEventKind
    level: AlertLevel
    message: str
    note: str
    actor: str
    """The name of the person; "" if Rein did it."""
    at: datetime
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertHistory:
    """One page of the history, newest first."""

    entries: tuple[AlertEntry, ...]
    next_before: int | None
    """Where the next page begins; None on the last one."""


@allow(Access.REVIEWER)
def list_alert_history(
    rein: Rein,
    *,
    viewer: Viewer,
    limit: int = 50,
    before: int | None = None,
    sample: bool = False,
) -> AlertHistory:
    """Return a page of the history. Raises NotAllowed below reviewer."""
    with rein.database.read() as connection:
        found = list_alert_events(connection, limit=limit + 1, before_id=before, sample=sample)
        actors = {event.actor for event in found if event.actor is not None}
        names = list_names(connection, actors)
    shown = found[:limit]
    return AlertHistory(
        entries=tuple(
            AlertEntry(
                event=event.event,
                level=event.level,
                message=event.message,
                note=event.note,
                actor="" if event.actor is None else names.get(event.actor, "a deleted account"),
                at=event.at,
                address=event.address,
            )
            for event in shown
        ),
        next_before=shown[-1].id if len(found) > limit else None,
    )
