"""Lets the alert rules look at the sample day by day, as they would have looked at the time.

Figures are sums of whole UTC days, so each look is at the end of one: what comes later that day
would otherwise be counted by an alert that fired before it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from core.bootstrap import Rein
from core.store.alerts.values import AlertKind
from core.store.metrics.system_state import find_system_state
from core.usecases.access.allow import Access, without_viewer
from core.usecases.alerts.acknowledge import mark_alert_seen
from core.usecases.alerts.evaluate_alerts import FoundAlerts, find_figure_alerts, find_source
from core.usecases.samples.moments import rein_at
from core.usecases.samples.people import MARA

REPLAYED_DAYS = 75
ANSWERED_AFTER = timedelta(hours=9, minutes=20)
_NOTES = {
    AlertKind.ERRORS: ("Gemini is overloaded. The other provider goes first until it is back.",),
    AlertKind.QUALITY: ("generate@v1 writes plans that fit anybody. Version 2 is in review.",),
    AlertKind.SATISFACTION: ("People say it could be anybody's plan. Version 2 answers that.",),
    AlertKind.LATENCY: (
        "Two time-outs in a row cost a minute. We look at the limits.",
        "As before: the second model waits for the first. A shorter limit is next.",
    ),
}
"""What is written each time that a kind is raised; after that, it is new again."""


@without_viewer(Access.PART, "the sample's people are made up, and its admin was checked")
def replay_alerts(rein: Rein, *, now: datetime) -> None:
    """Raise, acknowledge and resolve alerts of the sample, one look a day up to now."""
    open_keys: set[str] = set()
    notes = {kind: iter(texts) for kind, texts in _NOTES.items()}
    for moment, found in _look_back(rein, now):
        fresh = [alert for alert in found.raised if alert.key not in open_keys]
        over = open_keys - {alert.key for alert in found.raised} - found.held
        if fresh or over:
            with rein.database.begin() as work:
                for alert in fresh:
                    work.alerts.add(alert, now=moment)
                for key in sorted(over):
                    work.alerts.resolve(key, now=moment, end=found.ends.get(key))
        open_keys = (open_keys | {alert.key for alert in fresh}) - over
        for alert in fresh:
            note = next(notes.get(alert.kind, iter(())), None)
            if note is not None:
                at = rein_at(rein, min(moment + ANSWERED_AFTER, now))
                mark_alert_seen(at, viewer=MARA, key=alert.key, note=note)


def _look_back(rein: Rein, now: datetime) -> Iterator[tuple[datetime, FoundAlerts]]:
    system = find_system_state(rein.database, now=now, sample=True)
    source = find_source(rein, system, sample=True)
    for ago in range(REPLAYED_DAYS, -1, -1):
        moment = min(now, _end_of_day(now - timedelta(days=ago)))
        yield moment, find_figure_alerts(replace(source, now=moment))


def _end_of_day(moment: datetime) -> datetime:
    """Return the last second of the UTC day of a moment."""
    return datetime.combine(moment.astimezone(UTC).date(), time(23, 59, 59), tzinfo=UTC)
