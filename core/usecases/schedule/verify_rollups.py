"""Verifies the rollups of today and yesterday against the raw records."""

from datetime import timedelta

from core.bootstrap import Rein
from core.store.alerts.values import Alert, AlertKind, AlertLevel
from core.store.rollups.verify import differing_rollups
from core.usecases.access.allow import Access, without_viewer

KEY = str(AlertKind.ROLLUPS)


@without_viewer(Access.SYSTEM, "a periodic job")
def verify_rollups(rein: Rein) -> str:
    """Compare, and raise or resolve the alert. Returns a summary."""
    now = rein.clock.now()
    today = now.date()
    with rein.database.read() as connection:
        differing = differing_rollups(connection, (today - timedelta(days=1), today))
    with rein.database.begin() as work:
        if not differing:
            work.alerts.resolve(KEY, now=now)
            return "The sums of two days agree with the facts."
        work.alerts.add(_alert(differing), now=now)
    return f"These sums differ from the facts: {', '.join(differing)}."


def _alert(differing: tuple[str, ...]) -> Alert:
    return Alert(
        key=KEY,
        kind=AlertKind.ROLLUPS,
        level=AlertLevel.WARNING,
        message=f"The daily sums differ from their records ({', '.join(differing)}).",
        advice="Figures on the pages may be wrong. Run `rein rebuild`, and report it.",
    )
