"""Evaluates the alert rules, raises new alerts and resolves those whose cause is gone."""

import shutil

from core.bootstrap import Rein
from core.store.alerts.values import Alert
from core.store.metrics.system_state import SystemState, find_system_state
from core.usecases.alerts.rules import WATCHED, ObservedState, apply_rules


def evaluate_alerts(rein: Rein) -> str:
    """Apply the rules to the current state. Returns a summary."""
    system = find_system_state(rein.database, now=rein.clock.now())
    raised = apply_rules(_observed(rein, system))
    open_keys = {key for key, kind in system.open_alerts.items() if kind in WATCHED}
    ended = _save(rein, raised, over=open_keys - {alert.key for alert in raised})
    return (
        f"{len(raised)} raised, {ended} ended."
        if raised or ended
        else "No alert was raised or ended."
    )


def _observed(rein: Rein, system: SystemState) -> ObservedState:
    settings = rein.settings
    place = rein.database.file.parent if rein.database.file is not None else settings.data_dir
    free = shutil.disk_usage(place).free if place.exists() else None
    return ObservedState(
        now=rein.clock.now(),
        refused=system.refused,
        oldest_unsent={
            name: since for name, since in system.oldest_unsent.items() if name in settings.sinks
        },
        sinks=tuple(sink for sink in system.sinks if sink.name in settings.sinks),
        runs_ended=system.runs_ended,
        runs_failed=system.runs_failed,
        calls_in_doubt=system.calls_in_doubt,
        free_bytes=free,
        breakers=system.breakers,
    )


def _save(rein: Rein, raised: tuple[Alert, ...], *, over: set[str]) -> int:
    """Save the raised alerts and resolve those that are over. Returns how many were resolved."""
    if not (raised or over):
        return 0
    now = rein.clock.now()
    with rein.database.begin() as work:
        for alert in raised:
            work.alerts.add(alert, now=now)
        return sum(work.alerts.resolve(key, now=now) for key in over)
