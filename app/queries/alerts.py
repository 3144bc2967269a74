"""What somebody should look at, as the pages show it."""

from core.bootstrap import Rein
from core.store.alerts.read import OpenAlert, list_open_alerts


def list_alerts(rein: Rein, *, unseen: bool = False) -> tuple[OpenAlert, ...]:
    """Return the alerts that stand; `unseen` leaves out those that somebody knows of."""
    return tuple(
        alert
        for alert in list_open_alerts(rein.database)
        if not (unseen and alert.seen_at is not None)
    )
