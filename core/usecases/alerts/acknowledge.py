"""Alerts: somebody knows of one, or has put right what it was about."""

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict


def mark_alert_seen(rein: Rein, *, viewer: Viewer, key: str) -> None:
    """Note that somebody knows; the alert stands on. Raises NotAllowed below admin, Conflict where it was ended."""
    viewer.require(Role.ADMIN)
    with rein.database.begin() as work:
        standing = work.alerts.mark_seen(key, now=rein.clock.now())
    _require(standing)


def resolve_alert(rein: Rein, *, viewer: Viewer, key: str) -> None:
    """End an alert; it comes back where its cause does. Raises NotAllowed below admin, Conflict where it was ended."""
    viewer.require(Role.ADMIN)
    with rein.database.begin() as work:
        standing = work.alerts.resolve(key, now=rein.clock.now())
    _require(standing)


def _require(standing: bool) -> None:  # noqa: FBT001 - the one thing there is to know
    if not standing:
        raise Conflict("This alert does not stand any more.", advice="Look at the list again.")
