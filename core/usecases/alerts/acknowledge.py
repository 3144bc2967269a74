"""Acknowledge an alert, or resolve it."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.store.alerts.values import MAX_NOTE_CHARACTERS
from core.usecases.access.allow import Access, AuditAction, allow


@allow(Access.ADMIN, changes=AuditAction.ALERT_SEEN)
def mark_alert_seen(rein: Rein, *, viewer: Viewer, key: str, note: str = "") -> None:
    """Mark an alert as seen, with a note for the others; it stays open.

    Raises NotAllowed below admin, Conflict if it is no longer open.
    """
    with rein.database.begin() as work:
        open_now = work.alerts.mark_seen(
            key, now=rein.clock.now(), note=_shortened(note), actor=viewer.id
        )
    _require(open_now)


@allow(Access.ADMIN, changes=AuditAction.ALERT_RESOLVED)
def resolve_alert(rein: Rein, *, viewer: Viewer, key: str, note: str = "") -> None:
    """Resolve an alert; it is open again if its cause lasts, without a further notification.

    Raises NotAllowed below admin, Conflict if it is no longer open.
    """
    with rein.database.begin() as work:
        open_now = work.alerts.resolve(
            key, now=rein.clock.now(), note=_shortened(note), actor=viewer.id
        )
    _require(open_now)


def _shortened(note: str) -> str:
    return note.strip()[:MAX_NOTE_CHARACTERS]


def _require(open_now: bool) -> None:  # noqa: FBT001 - the one thing there is to know
    if not open_now:
        raise Conflict("This alert is no longer open.", advice="Look at the list again.")
