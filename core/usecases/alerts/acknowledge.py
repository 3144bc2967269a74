"""Acknowledge an alert, or resolve it."""

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict


def mark_alert_seen(rein: Rein, *, viewer: Viewer, key: str) -> None:
    """Mark an alert as seen; it stays open.

    Raises NotAllowed below admin, Conflict if it is no longer open.
    """
    viewer.require(Role.ADMIN)
    with rein.database.begin() as work:
        open_now = work.alerts.mark_seen(key, now=rein.clock.now())
    _require(open_now)


def resolve_alert(rein: Rein, *, viewer: Viewer, key: str) -> None:
    """Resolve an alert; it is raised again if its cause returns.

    Raises NotAllowed below admin, Conflict if it is no longer open.
    """
    viewer.require(Role.ADMIN)
    with rein.database.begin() as work:
        open_now = work.alerts.resolve(key, now=rein.clock.now())
    _require(open_now)


def _require(open_now: bool) -> None:  # noqa: FBT001 - the one thing there is to know
    if not open_now:
        raise Conflict("This alert is no longer open.", advice="Look at the list again.")
