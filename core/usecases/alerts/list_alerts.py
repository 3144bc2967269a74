"""Open alerts."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.alerts.read import OpenAlert, list_open_alerts
from core.store.alerts.values import AlertKind, AlertLevel
from core.usecases.access.allow import Access, allow

__all__ = ["AlertKind", "AlertLevel", "OpenAlert", "list_alerts"]


@allow(Access.REVIEWER)
def list_alerts(
    rein: Rein, *, viewer: Viewer, unseen: bool = False, sample: bool = False
) -> tuple[OpenAlert, ...]:
    """Return the open alerts; `unseen` leaves out those marked as seen.

    Raises NotAllowed below reviewer.
    """
    found = list_open_alerts(rein.database, sample=sample)
    return tuple(alert for alert in found if not (unseen and alert.seen_at is not None))
